package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEQUENCE;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs as pages read them, and as commands lock them. */
@Component
class EnrollmentStore {
    private final DSLContext sql;

    EnrollmentStore(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A run as it is shown.
     *
     * @param position of the step that comes next, from 0
     */
    record Shown(
            UUID id,
            UUID sequence,
            String sequenceName,
            int number,
            UUID lead,
            String leadName,
            @Nullable UUID person,
            String owner,
            String state,
            @Nullable String reason,
            int position,
            boolean waiting,
            @Nullable Instant due,
            Instant enrolledAt,
            @Nullable Instant endedAt,
            @Nullable UUID createdIn) {
        boolean isUnderWay() {
            return state.equals("running") || state.equals("paused");
        }
    }

    /** Something that the run did. */
    record Did(
            String step,
            String kind,
            String variant,
            String state,
            @Nullable String outcome,
            @Nullable UUID mail,
            Instant at,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt,
            @Nullable Instant bouncedAt) {}

    /** A run is seen by who sees those of its owner, or those of its lead's. */
    private static Condition seenBy(Actor me) {
        return Visible.to(me, List.of(ENROLLMENT.OWNER_ID, LEAD.OWNER_ID));
    }

    @Nullable
    EnrollmentRecord lock(UUID id, Actor me) {
        var row = sql.select(ENROLLMENT.fields())
                .from(ENROLLMENT)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .where(ENROLLMENT.ID.eq(id))
                .and(seenBy(me))
                .forUpdate()
                .of(ENROLLMENT)
                .fetchOne();
        return row == null ? null : row.into(ENROLLMENT);
    }

    String name(EnrollmentRecord run) {
        return Objects.requireNonNullElse(
                sql.select(LEAD.NAME)
                        .from(LEAD)
                        .where(LEAD.ID.eq(run.getLeadId()))
                        .fetchOne(LEAD.NAME),
                "");
    }

    /** @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true)
    public Shown find(UUID id, Actor me) {
        return shown(ENROLLMENT.ID.eq(id).and(seenBy(me)), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("enrollment", id));
    }

    /** A lead's, the newest first. Reads the index enrollment_of_lead. */
    List<Shown> ofLead(UUID lead) {
        return shown(ENROLLMENT.LEAD_ID.eq(lead), 10);
    }

    /** Tasks of a member, the longest open first. Reads the index enrollment_tasks. */
    List<Shown> tasks(UUID member, int limit) {
        return sql.select(ENROLLMENT.fields())
                .select(SEQUENCE.NAME, LEAD.NAME, MEMBER.NAME)
                .from(joined())
                .where(ENROLLMENT.OWNER_ID.eq(member))
                .and(ENROLLMENT.WAITING)
                .and(ENROLLMENT.STATE.eq("running"))
                .and(SEQUENCE.STATE.eq("active"))
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.STAGE.in("market", "lead"))
                .and(LEAD.STATUS.ne("nurturing"))
                .orderBy(ENROLLMENT.UPDATED_AT, ENROLLMENT.ID)
                .limit(limit)
                .fetch(EnrollmentStore::shown);
    }

    private List<Shown> shown(Condition which, int limit) {
        return sql.select(ENROLLMENT.fields())
                .select(SEQUENCE.NAME, LEAD.NAME, MEMBER.NAME)
                .from(joined())
                .where(which)
                .orderBy(ENROLLMENT.ENROLLED_AT.desc(), ENROLLMENT.ID.desc())
                .limit(limit)
                .fetch(EnrollmentStore::shown);
    }

    private static org.jooq.Table<Record> joined() {
        return ENROLLMENT
                .join(SEQUENCE)
                .on(SEQUENCE.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(SEQUENCE.ID.eq(ENROLLMENT.SEQUENCE_ID))
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ENROLLMENT.OWNER_ID));
    }

    private static Shown shown(Record row) {
        return new Shown(
                row.get(ENROLLMENT.ID),
                row.get(ENROLLMENT.SEQUENCE_ID),
                row.get(SEQUENCE.NAME),
                row.get(ENROLLMENT.NUMBER),
                row.get(ENROLLMENT.LEAD_ID),
                row.get(LEAD.NAME),
                row.get(ENROLLMENT.PERSON_ID),
                row.get(MEMBER.NAME),
                row.get(ENROLLMENT.STATE),
                row.get(ENROLLMENT.REASON),
                row.get(ENROLLMENT.POSITION),
                row.get(ENROLLMENT.WAITING),
                instant(row.get(ENROLLMENT.DUE)),
                row.get(ENROLLMENT.ENROLLED_AT).toInstant(),
                instant(row.get(ENROLLMENT.ENDED_AT)),
                row.get(ENROLLMENT.CREATED_IN));
    }

    /** What it did, in order. */
    List<Did> did(UUID run) {
        return sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run))
                .orderBy(ENROLLMENT_STEP.AT, ENROLLMENT_STEP.STEP)
                .fetch(row -> new Did(
                        row.getStep(),
                        row.getKind(),
                        row.getVariant(),
                        row.getState(),
                        row.getOutcome(),
                        row.getMailId(),
                        row.getAt().toInstant(),
                        instant(row.getSentAt()),
                        instant(row.getAnsweredAt()),
                        instant(row.getBouncedAt())));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
