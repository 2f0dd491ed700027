package io.diabolo.field;

import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.VISIT_REPORT;

import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.meetings.Meetings;
import io.diabolo.meetings.Meetings.Changed;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Visit reports: what came of a meeting and what comes next, in one command that can be undone. A report is taken once,
 * however often it is sent.
 */
@Service
class VisitReports {
    private final DSLContext sql;
    private final Meetings meetings;
    private final Records records;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Clock clock;

    VisitReports(
            DSLContext sql, Meetings meetings, Records records, RecordTypes types, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.meetings = meetings;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** What became of a report that was sent. */
    sealed interface Answer {
        /** @param again it had come in before, and nothing was written now */
        record Taken(UUID changeSet, boolean again) implements Answer {}

        /**
         * Somebody said already what came of the meeting, and what is sent now would be lost: it stays with who wrote it.
         *
         * @param state of the meeting
         */
        record Over(String state) implements Answer {}
    }

    /**
     * @throws NoSuchRecord when {@code me} can't see the meeting
     * @throws BadInput naming the fields, also when it hasn't begun
     */
    @Transactional(noRollbackFor = NoSuchRecord.class)
    public Answer take(VisitReport report, Actor me) {
        me.mayWrite();
        // Sent twice at once, the second waits until the first is written.
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 31))",
                org.jooq.impl.DSL.val("visit/" + report.id()));
        var before = sql.selectFrom(VISIT_REPORT)
                .where(VISIT_REPORT.ID.eq(report.id()))
                .fetchOne();
        if (before != null) {
            return again(before.getMemberId(), before.getMeetingId(), before.getChangeSetId(), report, me);
        }
        return switch (meetings.say(report.meeting(), report.outcome(), report.said(), me)) {
            case Changed.Done done -> {
                next(report, done.changeSet(), me);
                write(report, done.changeSet(), me);
                yield new Answer.Taken(done.changeSet(), false);
            }
            case Changed.Over over -> new Answer.Over(over.state());
            case Changed.Unchanged _, Changed.Taken _ ->
                new Answer.Over(report.outcome().id());
        };
    }

    private static Answer again(UUID member, UUID meeting, UUID changeSet, VisitReport report, Actor me) {
        if (!member.equals(me.member().value()) || !meeting.equals(report.meeting())) {
            throw new BadInput("id", "visit.fault.id");
        }
        return new Answer.Taken(changeSet, true);
    }

    /** On the deal where there is one that may be written, else a task of its own. */
    private void next(VisitReport report, UUID changeSet, Actor me) {
        var step = report.nextStep();
        if (step == null) {
            return;
        }
        var meeting =
                sql.selectFrom(MEETING).where(MEETING.ID.eq(report.meeting())).fetchSingle();
        var deal = deal(meeting, me);
        if (deal == null) {
            task(step, report.nextStepOn(), meeting, changeSet, me);
            return;
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("next_step", step);
        input.put("next_step_on", Objects.toString(report.nextStepOn(), null));
        records.updateAlong(types.byId("opportunity").orElseThrow(), deal, input, changeSet, me);
    }

    /** Null where it is about none, about one that is decided, or about one that {@code me} doesn't see. */
    private @Nullable UUID deal(MeetingRecord meeting, Actor me) {
        return meeting.getOpportunityId() == null
                ? null
                : sql.select(OPPORTUNITY.ID)
                        .from(OPPORTUNITY)
                        .where(OPPORTUNITY.ID.eq(meeting.getOpportunityId()))
                        .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                        .and(OPPORTUNITY.DELETED_AT.isNull())
                        .and(Visible.to(me, types.byId("opportunity").orElseThrow()))
                        .fetchOne(OPPORTUNITY.ID);
    }

    private void task(String step, @Nullable LocalDate due, MeetingRecord meeting, UUID changeSet, Actor me) {
        var today = LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", "task");
        input.put("subject", step);
        input.put("due_on", (due == null ? today : due).toString());
        input.put("owner", me.member().toString());
        put(input, "person", meeting.getPersonId());
        put(input, "company", meeting.getCompanyId());
        put(input, "lead", meeting.getLeadId());
        records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
    }

    private static void put(HashMap<String, @Nullable Object> input, String field, @Nullable UUID id) {
        if (id != null) {
            input.put(field, id.toString());
        }
    }

    private void write(VisitReport report, UUID changeSet, Actor me) {
        var now = clock.instant();
        var written = Objects.requireNonNullElse(report.writtenAt(), now);
        sql.insertInto(VISIT_REPORT)
                .set(VISIT_REPORT.ID, report.id())
                .set(VISIT_REPORT.MEETING_ID, report.meeting())
                .set(VISIT_REPORT.MEMBER_ID, me.member().value())
                .set(VISIT_REPORT.WRITTEN_AT, utc(written))
                .set(VISIT_REPORT.RECEIVED_AT, utc(now))
                .set(VISIT_REPORT.CHANGE_SET_ID, changeSet)
                .execute();
    }

    private static java.time.OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
