package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.clocks.Calendars;
import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A member's tasks of today and those that are overdue, on their desk: f finishes one. */
@Component
@Order(30)
class TaskQueue implements QueueSource, QueueActions {
    static final String KIND = "task";

    private record Of(String type, Field<UUID> id, Field<String> name) {}

    /** What a task is about, the nearest to it first. */
    private static final List<Of> ABOUT = List.of(
            new Of("opportunity", ACTIVITY.OPPORTUNITY_ID, OPPORTUNITY.NAME),
            new Of("lead", ACTIVITY.LEAD_ID, LEAD.NAME),
            new Of("person", ACTIVITY.PERSON_ID, PERSON.NAME),
            new Of("company", ACTIVITY.COMPANY_ID, COMPANY.NAME));

    private final DSLContext sql;
    private final Calendars calendars;

    TaskQueue(DSLContext sql, Calendars calendars) {
        this.sql = sql;
        this.calendars = calendars;
    }

    /** Reads the index activity_tasks. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var zone = calendars.of(request.member()).zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        return sql
                .select(ACTIVITY.ID, ACTIVITY.SUBJECT, ACTIVITY.BODY, ACTIVITY.DUE_ON)
                .select(ABOUT.stream().map(Of::id).toList())
                .select(ABOUT.stream().map(Of::name).toList())
                .from(ACTIVITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(ACTIVITY.COMPANY_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(ACTIVITY.PERSON_ID))
                .leftJoin(LEAD)
                .on(LEAD.ID.eq(ACTIVITY.LEAD_ID))
                .leftJoin(OPPORTUNITY)
                .on(OPPORTUNITY.ID.eq(ACTIVITY.OPPORTUNITY_ID))
                .where(ACTIVITY.OWNER_ID.eq(request.member().value()))
                .and(ACTIVITY.KIND.eq("task"))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(ACTIVITY.DUE_ON.le(today))
                .orderBy(ACTIVITY.DUE_ON.desc(), ACTIVITY.ID)
                .limit(request.limit())
                .stream()
                .map(row -> entry(row, today, zone))
                .toList();
    }

    private static QueueEntry entry(Record row, LocalDate today, ZoneId zone) {
        var about = ABOUT.stream().filter(one -> row.get(one.id()) != null).findFirst();
        var due = row.get(ACTIVITY.DUE_ON);
        var subject = row.get(ACTIVITY.SUBJECT);
        var what = subject.isEmpty() ? row.get(ACTIVITY.BODY) : subject;
        var overdue = due.isBefore(today);
        return new QueueEntry(
                KIND,
                overdue ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                due.plusDays(1).atStartOfDay(zone).toInstant(),
                // What was agreed in a talk stands on no record.
                about.map(Of::type).orElse("task"),
                about.map(one -> row.get(one.id())).orElse(row.get(ACTIVITY.ID)),
                about.map(one -> String.valueOf(row.get(one.name()))).orElse(what),
                "",
                overdue ? new Text("queue.task.overdue", what, due) : new Text("queue.task.today", what),
                "record.done",
                "/activities/" + row.get(ACTIVITY.ID) + "/edit");
    }

    @Override
    public Set<String> topics() {
        return Set.of("activity");
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return !entry.kind().equals(KIND)
                ? List.of()
                : List.of(
                        new Action("f", ui.t("record.done"), entry.link().replace("/edit", "/completion"), true, true));
    }
}
