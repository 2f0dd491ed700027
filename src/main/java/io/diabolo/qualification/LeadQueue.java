package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.LEAD_ASSIGNMENT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.jooq.tables.LeadAssignment;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A member's own leads on their desk: those that are owed a first answer, those that an AE gave back, those that were kept
 * for later and came back, and the best of the rest.
 */
@Component
@Order(20)
class LeadQueue implements QueueSource {
    private static final Duration RECENT = Duration.ofDays(60);
    /** Who was spoken to within this time isn't next again. */
    private static final Duration REST = Duration.ofHours(20);

    private static final List<String> OPEN = List.of("new", "working");
    private static final Field<OffsetDateTime> TOUCHED = field(select(max(ACTIVITY.AT))
            .from(ACTIVITY)
            .where(ACTIVITY.LEAD_ID.eq(LEAD.ID))
            .and(ACTIVITY.DELETED_AT.isNull()));

    private static final LeadAssignment GIVEN = LEAD_ASSIGNMENT.as("given");
    /** Reads the index lead_assignment_of_lead. */
    private static final Field<UUID> LAST_GIVEN = field(select(LEAD_ASSIGNMENT.ID)
            .from(LEAD_ASSIGNMENT)
            .where(LEAD_ASSIGNMENT.LEAD_ID.eq(LEAD.ID))
            .orderBy(LEAD_ASSIGNMENT.AT.desc(), LEAD_ASSIGNMENT.ID.desc())
            .limit(1));

    @SuppressWarnings("unchecked") // the varargs of concatWs
    private static final Field<String> WHERE =
            concatWs(" · ", COMPANY.NAME, PERSON.TITLE).as("where_they_are");

    private final DSLContext sql;
    private final ObjectProvider<LeadPriority> priorities;
    private final Workspaces workspaces;

    LeadQueue(DSLContext sql, ObjectProvider<LeadPriority> priorities, Workspaces workspaces) {
        this.sql = sql;
        this.priorities = priorities;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("lead", "handoff");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var all = new ArrayList<QueueEntry>(owedAnAnswer(request));
        all.addAll(givenBack(request));
        all.addAll(cameBack(request));
        if (all.size() < request.limit()) {
            all.addAll(best(request));
        }
        return all;
    }

    /** Reads the index clock_of_owner. */
    private List<QueueEntry> owedAnAnswer(QueueRequest request) {
        return leads(List.of(CLOCK.DUE_AT, GIVEN.WHY, GIVEN.RULE, GIVEN.POOL, GIVEN.LEFT_OUT))
                .join(CLOCK)
                .on(CLOCK.SUBJECT_ID.eq(LEAD.ID))
                .and(ResponseClocks.RUNNING)
                .leftJoin(GIVEN)
                .on(GIVEN.ID.eq(LAST_GIVEN))
                .and(GIVEN.MEMBER_ID.eq(CLOCK.OWNER_ID))
                .where(CLOCK.OWNER_ID.eq(request.member().value()))
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(CLOCK.DUE_AT, CLOCK.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var due = row.get(CLOCK.DUE_AT).toInstant();
                    var late = !request.now().isBefore(due);
                    var reason = new Text(
                            late ? "queue.lead.late" : "queue.lead.response",
                            source(row),
                            row.get(LEAD.CREATED_AT).toInstant(),
                            score(row));
                    var entry = entry(row, "lead-response", late ? QueueEntry.ANSWER : QueueEntry.RUNNING, due, reason);
                    return row.get(GIVEN.WHY) == null ? entry : entry.with(given(row));
                });
    }

    /** Why the rules gave it to this member. */
    private static Text given(Record row) {
        return new Text(
                "queue.lead.given",
                row.get(GIVEN.WHY),
                row.get(GIVEN.RULE),
                row.get(GIVEN.POOL),
                row.get(GIVEN.LEFT_OUT));
    }

    /** Offered by the member, returned, and neither offered again nor decided since. Reads the index handoff_sent. */
    private List<QueueEntry> givenBack(QueueRequest request) {
        var later = HANDOFF.as("later");
        return leads(List.of(HANDOFF.REASON, HANDOFF.ANSWERED_AT, MEMBER.NAME))
                .join(HANDOFF)
                .on(HANDOFF.SUBJECT_ID.eq(LEAD.ID))
                .and(HANDOFF.SUBJECT_TYPE.eq("lead"))
                .and(HANDOFF.STATE.eq("returned"))
                .join(MEMBER)
                .on(MEMBER.ID.eq(HANDOFF.ANSWERED_BY))
                .where(HANDOFF.FROM_MEMBER.eq(request.member().value()))
                .and(HANDOFF.OFFERED_AT.gt(utc(request.now().minus(RECENT))))
                .and(LEAD.STATUS.in(OPEN))
                .and(LEAD.DELETED_AT.isNull())
                .and(notExists(selectOne()
                        .from(later)
                        .where(later.SUBJECT_TYPE.eq("lead"))
                        .and(later.SUBJECT_ID.eq(LEAD.ID))
                        .and(later.OFFERED_AT.gt(HANDOFF.OFFERED_AT))))
                .orderBy(HANDOFF.OFFERED_AT.desc())
                .limit(request.limit())
                .fetch(row -> entry(
                        row,
                        "handoff-returned",
                        QueueEntry.RUNNING,
                        null,
                        new Text(
                                "queue.lead.returned",
                                row.get(MEMBER.NAME),
                                row.get(HANDOFF.ANSWERED_AT).toInstant(),
                                String.valueOf(row.get(HANDOFF.REASON)))));
    }

    /** Reads the index lead_came_back. */
    private List<QueueEntry> cameBack(QueueRequest request) {
        return leads(List.of(LEAD.CAME_BACK_AT, LEAD.CAME_BACK_WHY))
                .where(LEAD.OWNER_ID.eq(request.member().value()))
                .and(LEAD.CAME_BACK_AT.isNotNull())
                .and(LEAD.STATUS.in(OPEN))
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(LEAD.CAME_BACK_AT.desc())
                .limit(request.limit())
                .fetch(row -> {
                    var sign = row.get(LEAD.CAME_BACK_WHY).equals("signal");
                    return entry(
                            row,
                            "lead-came-back",
                            sign ? QueueEntry.ANSWER : QueueEntry.TODAY,
                            null,
                            new Text(
                                    sign ? "queue.lead.sign" : "queue.lead.day",
                                    row.get(LEAD.CAME_BACK_AT).toInstant()));
                });
    }

    /** Where the managers have chosen nothing for today, all leads are alike. */
    private LeadPriority.Order first(Instant now) {
        var today = LocalDate.ofInstant(now, workspaces.settings().zone());
        return priorities.stream()
                .map(one -> one.on(today))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LeadPriority.Order.ALIKE);
    }

    /** By the managers' priorities, then by score, those nobody spoke to lately. Reads the index lead_open_of_owner. */
    private List<QueueEntry> best(QueueRequest request) {
        var first = first(request.now());
        var priority = first.name().as("priority");
        return leads(List.of(TOUCHED.as("touched"), priority))
                .where(LEAD.OWNER_ID.eq(request.member().value()))
                .and(LEAD.STATUS.in(OPEN))
                .and(LEAD.STAGE.in("market", "lead"))
                .and(LEAD.DELETED_AT.isNull())
                .and(TOUCHED.isNull().or(TOUCHED.lt(utc(request.now().minus(REST)))))
                .orderBy(first.rank(), LEAD.SCORE.desc().nullsLast(), LEAD.CREATED_AT.desc(), LEAD.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var touched = row.get("touched", OffsetDateTime.class);
                    var reason = touched == null
                            ? new Text(
                                    "queue.lead.untouched",
                                    row.get(LEAD.CREATED_AT).toInstant(),
                                    score(row),
                                    said(row.get(priority)))
                            : new Text("queue.lead.next", touched.toInstant(), score(row), said(row.get(priority)));
                    return entry(row, "lead-next", QueueEntry.BEST, null, reason);
                });
    }

    private SelectJoinStep<Record> leads(List<Field<?>> more) {
        return sql.select(LEAD.ID, LEAD.NAME, LEAD.SOURCE, LEAD.SCORE, LEAD.CREATED_AT, WHERE)
                .select(more)
                .from(LEAD)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(LEAD.COMPANY_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(LEAD.PERSON_ID));
    }

    private static QueueEntry entry(Record row, String kind, int urgency, @Nullable Instant due, Text reason) {
        var id = row.get(LEAD.ID);
        return new QueueEntry(
                kind, urgency, due, "lead", id, row.get(LEAD.NAME), row.get(WHERE), reason, null, "/leads/" + id);
    }

    /** {@code none} where nobody said it. */
    private static String source(Record row) {
        return said(row.get(LEAD.SOURCE));
    }

    private static String said(@Nullable String text) {
        return text == null || text.isBlank() ? "none" : text;
    }

    /** Minus one where there is none. */
    private static int score(Record row) {
        var score = row.get(LEAD.SCORE);
        return score == null ? -1 : score;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
