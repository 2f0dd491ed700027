package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Interviews as lists, API and files see them: one a candidate and interviewer. Who holds one sees it, and who hires sees all;
 * interviewers don't see each other's, so that nobody writes what the first one thought.
 */
@Component
@Order(91)
class InterviewType implements RecordType {
    static final List<String> VERDICTS = List.of("strong_yes", "yes", "no", "strong_no");
    private static final io.diabolo.jooq.tables.Candidate WITH = CANDIDATE.as("with_candidate");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;

    InterviewType(DSLContext sql) {
        this.sql = sql;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, INTERVIEW.NAME)
                    .sortedBy(INTERVIEW.NAME_KEY)
                    .without(Use.BULK),
            RecordField.reference("candidate", "candidate", INTERVIEW.CANDIDATE_ID, WITH.NAME)
                    .without(Use.BULK),
            RecordField.member("owner", INTERVIEW.OWNER_ID, OWNER.NAME).without(Use.BULK),
            RecordField.of("held_on", DATE, INTERVIEW.HELD_ON),
            RecordField.choice("verdict", INTERVIEW.VERDICT, VERDICTS).without(Use.BULK),
            RecordField.of("external_id", TEXT, INTERVIEW.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, INTERVIEW.CREATED_AT));

    @Override
    public String id() {
        return "interview";
    }

    @Override
    public String plural() {
        return "interviews";
    }

    @Override
    public Table<?> table() {
        return INTERVIEW;
    }

    @Override
    public Table<?> from() {
        return INTERVIEW
                .leftJoin(WITH)
                .on(WITH.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(WITH.ID.eq(INTERVIEW.CANDIDATE_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(OWNER.ID.eq(INTERVIEW.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "candidate", "owner", "held_on", "verdict");
    }

    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Condition seenBy(Actor me) {
        return HiringRights.hires(me)
                ? DSL.noCondition()
                : INTERVIEW.OWNER_ID.eq(me.member().value());
    }

    /** Who hires arranges it; who holds it writes down when, and what came of it. */
    @Override
    public void prepare(Draft draft, Actor me) {
        var shaping = draft.isNew() || draft.gives("candidate") || draft.gives("owner");
        if (shaping) {
            HiringRights.hire(me);
        }
        if (!(draft.value("candidate") instanceof UUID candidate)) {
            draft.fault("candidate", "hiring.fault.candidate");
            return;
        }
        if (draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.text("name") == null) {
            draft.set(
                    "name",
                    sql.select(CANDIDATE.NAME)
                            .from(CANDIDATE)
                            .where(CANDIDATE.ID.eq(candidate))
                            .fetchOne(CANDIDATE.NAME));
        }
    }

    @Override
    public void written(Written written, Actor me) {
        me.mayWrite();
        var own = written.one() != null
                && sql.fetchExists(
                        INTERVIEW,
                        INTERVIEW.ID.eq(written.id()),
                        INTERVIEW.OWNER_ID.eq(me.member().value()));
        if (!own && !HiringRights.hires(me)) {
            throw new NotAllowed("hiring");
        }
    }
}
