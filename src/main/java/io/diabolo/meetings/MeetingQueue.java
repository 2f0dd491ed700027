package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A member's meetings: those of the next hours, and those of which nobody has said what came. */
@Component
@Order(20)
class MeetingQueue implements QueueSource {
    private static final Duration AHEAD = Duration.ofHours(12);
    private static final Duration LATE = Duration.ofDays(1);
    private final DSLContext sql;

    MeetingQueue(DSLContext sql) {
        this.sql = sql;
    }

    /** Reads the index meeting_of_host. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        return sql.select(MEETING.ID, MEETING.SUBJECT, MEETING.STARTS_AT, MEETING.ENDS_AT, COMPANY.NAME)
                .from(MEETING)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(COMPANY.ID.eq(MEETING.COMPANY_ID))
                .where(MEETING.OWNER_ID.eq(request.member().value()))
                .and(MEETING.STATE.eq("booked"))
                .and(MEETING.DELETED_AT.isNull())
                .and(MEETING.STARTS_AT.le(HostStore.utc(request.now().plus(AHEAD))))
                .orderBy(MEETING.STARTS_AT)
                .limit(request.limit())
                .fetch(row -> {
                    var start = row.value3().toInstant();
                    var over = !row.value4().toInstant().isAfter(request.now());
                    var late = start.isBefore(request.now().minus(LATE));
                    var company = row.value5();
                    return new QueueEntry(
                            over ? "meeting-outcome" : "meeting",
                            late ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            start,
                            "meeting",
                            row.value1(),
                            row.value2(),
                            company == null ? "" : company,
                            new Text(over ? "meeting.queue.over" : "meeting.queue.ahead", start),
                            over ? "meeting.outcome.title" : null,
                            "/meetings/" + row.value1() + (over ? "/outcome" : ""));
                });
    }

    @Override
    public Set<String> topics() {
        return Set.of("meeting");
    }
}
