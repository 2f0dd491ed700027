package io.diabolo.calls;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PHONE_CALL;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Call-backs that were promised and are due, on the desk of who promised them. */
@Component
@Order(30)
class CallBackQueue implements QueueSource {
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final Duration LATE = Duration.ofDays(1);
    private static final io.diabolo.jooq.tables.PhoneCall LATER = PHONE_CALL.as("later");

    private final DSLContext sql;

    CallBackQueue(DSLContext sql) {
        this.sql = sql;
    }

    /** As long as nobody has called since. Reads the index phone_call_back. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var calledSince = DSL.exists(DSL.selectOne()
                .from(LATER)
                .where(LATER.LEAD_ID.eq(PHONE_CALL.LEAD_ID))
                .and(LATER.AT.gt(PHONE_CALL.AT)));
        return sql.select(PHONE_CALL.LEAD_ID, PHONE_CALL.AGAIN_AT, LEAD.NAME, SEARCH_ENTRY.DETAIL)
                .from(PHONE_CALL)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(PHONE_CALL.WORKSPACE_ID))
                .and(LEAD.ID.eq(PHONE_CALL.LEAD_ID))
                .and(LEAD.DELETED_AT.isNull())
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq("lead"))
                .and(SEARCH_ENTRY.RECORD_ID.eq(LEAD.ID))
                .where(PHONE_CALL.MEMBER_ID.eq(request.member().value()))
                .and(PHONE_CALL.OUTCOME.eq(CallOutcome.CALL_BACK.id()))
                .and(PHONE_CALL.AGAIN_AT.le(CallStore.utc(request.now().plus(SOON))))
                .andNot(calledSince)
                .orderBy(PHONE_CALL.AGAIN_AT)
                .limit(request.limit())
                .fetch(row -> {
                    var due = row.value2().toInstant();
                    var detail = row.value4();
                    return new QueueEntry(
                            "call-back",
                            due.isBefore(request.now().minus(LATE)) ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            due,
                            "lead",
                            row.value1(),
                            row.value3(),
                            detail == null ? "" : detail,
                            new Text("calls.queue.back", due),
                            "calls.title",
                            "/calls");
                });
    }

    @Override
    public Set<String> topics() {
        return Set.of("lead", "activity");
    }
}
