package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desks of those who lead sales: open deals that should have been decided by now. A forecast with them in it is wrong. */
@Component
@Order(41)
class CloseDateQueue implements QueueSource {
    private static final Set<String> DESKS = Set.of("inside", "ae", "am");
    private final DSLContext sql;
    private final Workspaces workspaces;

    CloseDateQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("opportunity");
    }

    /** In the words of the index opportunity_close_of_owner. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!DESKS.contains(request.desk())) {
            return List.of();
        }
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, COMPANY.NAME, OPPORTUNITY.CLOSE_DATE)
                .from(OPPORTUNITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(OPPORTUNITY.OWNER_ID.eq(request.member().value()))
                .and(OPPORTUNITY.CLOSE_DATE.lt(today))
                .and(OPPORTUNITY.STAGE.in(DSL.inline("discovery"), DSL.inline("proposal"), DSL.inline("closing")))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(OPPORTUNITY.CLOSE_DATE.desc(), OPPORTUNITY.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "close-date",
                        QueueEntry.OVERDUE,
                        row.value4().plusDays(1).atStartOfDay(zone).toInstant(),
                        "opportunity",
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        new Text("queue.close.passed", row.value4()),
                        null,
                        "/opportunities/" + row.value1()));
    }
}
