package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desks of those who lead sales: open opportunities without a next step, and the next steps of their open opportunities that are due, or overdue. */
@Component
@Order(40)
class NextStepQueue implements QueueSource {
    private static final Set<String> DESKS = Set.of("inside", "ae", "am", "manager");
    private final DSLContext sql;
    private final Workspaces workspaces;

    NextStepQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("opportunity");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!DESKS.contains(request.desk())) {
            return List.of();
        }
        var all = new ArrayList<>(without(request));
        all.addAll(due(request));
        return all;
    }

    /**
     * A deal of which nobody said what comes next is nobody's: it comes before everything. Reads the index
     * opportunity_without_step.
     */
    private List<QueueEntry> without(QueueRequest request) {
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, COMPANY.NAME)
                .from(OPPORTUNITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(OPPORTUNITY.OWNER_ID.eq(request.member().value()))
                .and(OPPORTUNITY.NEXT_STEP.isNull())
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(OPPORTUNITY.CREATED_AT, OPPORTUNITY.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "no-next-step",
                        QueueEntry.ANSWER,
                        null,
                        "opportunity",
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        new Text("queue.step.none"),
                        "queue.step.set",
                        "/opportunities/" + row.value1() + "#next"));
    }

    /** Reads the index opportunity_next_step. */
    private List<QueueEntry> due(QueueRequest request) {
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        return sql.select(
                        OPPORTUNITY.ID, OPPORTUNITY.NAME, COMPANY.NAME, OPPORTUNITY.NEXT_STEP, OPPORTUNITY.NEXT_STEP_ON)
                .from(OPPORTUNITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(OPPORTUNITY.OWNER_ID.eq(request.member().value()))
                .and(OPPORTUNITY.NEXT_STEP_ON.le(today))
                .and(OPPORTUNITY.NEXT_STEP.isNotNull())
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(OPPORTUNITY.NEXT_STEP_ON.desc(), OPPORTUNITY.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var due = row.value5();
                    var overdue = due.isBefore(today);
                    return new QueueEntry(
                            "next-step",
                            overdue ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            due.plusDays(1).atStartOfDay(zone).toInstant(),
                            "opportunity",
                            row.value1(),
                            row.value2(),
                            row.value3() == null ? "" : row.value3(),
                            overdue
                                    ? new Text("queue.step.overdue", row.value4(), due)
                                    : new Text("queue.step.today", row.value4()),
                            null,
                            "/opportunities/" + row.value1());
                });
    }
}
