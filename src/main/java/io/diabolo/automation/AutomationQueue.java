package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_RUN;
import static io.diabolo.jooq.Tables.WEBHOOK;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of sales operations: automations that stopped or failed, and webhooks that don't answer. */
@Component
@Order(62)
class AutomationQueue implements QueueSource {
    private static final Duration LOOKED_BACK = Duration.ofDays(7);
    /** An address that misses once is tried again; it is said when that doesn't help. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DSLContext sql;

    AutomationQueue(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("salesops")) {
            return List.of();
        }
        var all = new ArrayList<QueueEntry>(stopped(request));
        all.addAll(failed(request));
        all.addAll(webhooks(request));
        return all.subList(0, Math.min(request.limit(), all.size()));
    }

    private List<QueueEntry> stopped(QueueRequest request) {
        return sql.selectFrom(AUTOMATION)
                .where(AUTOMATION.STATE.eq("stopped"))
                .and(AUTOMATION.DELETED_AT.isNull())
                .orderBy(AUTOMATION.NAME_KEY, AUTOMATION.ID)
                .limit(request.limit())
                .fetch(one -> new QueueEntry(
                        "automation-stopped",
                        QueueEntry.TODAY,
                        null,
                        "automation",
                        one.getId(),
                        one.getName(),
                        "",
                        new Text(java.util.Objects.requireNonNullElse(one.getTrouble(), Keepers.GONE)),
                        "automation.queue.look",
                        "/automations/" + one.getId()));
    }

    /** Reads the index automation_run_of_state. */
    private List<QueueEntry> failed(QueueRequest request) {
        var since = Runs.utc(request.now().minus(LOOKED_BACK));
        var count = DSL.count();
        return sql.select(AUTOMATION.ID, AUTOMATION.NAME, count)
                .from(AUTOMATION_RUN)
                .join(AUTOMATION)
                .on(AUTOMATION.WORKSPACE_ID.eq(AUTOMATION_RUN.WORKSPACE_ID))
                .and(AUTOMATION.ID.eq(AUTOMATION_RUN.AUTOMATION_ID))
                .where(AUTOMATION_RUN.STATE.eq("failed"))
                .and(AUTOMATION_RUN.AT.ge(since))
                .and(AUTOMATION.DELETED_AT.isNull())
                .groupBy(AUTOMATION.ID, AUTOMATION.NAME)
                .orderBy(count.desc(), AUTOMATION.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "automation-failed",
                        QueueEntry.TODAY,
                        null,
                        "automation",
                        row.value1(),
                        row.value2(),
                        "",
                        new Text("automation.queue.failed", row.value3()),
                        "automation.queue.look",
                        "/automation-runs?state=failed&automation=" + row.value1()));
    }

    private List<QueueEntry> webhooks(QueueRequest request) {
        return sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.DELETED_AT.isNull())
                .and(WEBHOOK.STATE
                        .eq("stopped")
                        .or(WEBHOOK.FAILING_SINCE.lt(Runs.utc(request.now().minus(PATIENCE)))))
                .and(WEBHOOK.STATE.ne("off"))
                .orderBy(WEBHOOK.NAME_KEY, WEBHOOK.ID)
                .limit(request.limit())
                .fetch(one -> new QueueEntry(
                        "webhook-failing",
                        QueueEntry.TODAY,
                        null,
                        "webhook",
                        one.getId(),
                        one.getName(),
                        "",
                        one.getState().equals("stopped")
                                ? new Text("webhook.queue.stopped")
                                : new Text(
                                        "webhook.queue.failing",
                                        one.getFailingSince().toInstant()),
                        "automation.queue.look",
                        "/webhooks/" + one.getId()));
    }
}
