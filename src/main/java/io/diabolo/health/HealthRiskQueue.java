package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.HEALTH_RISK;

import io.diabolo.platform.Money;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of who looks after a customer in danger, until it is over; on the account manager's too. */
@Component
@Order(47)
class HealthRiskQueue implements QueueSource {
    private final DSLContext sql;

    HealthRiskQueue(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> topics() {
        return Set.of("activity");
    }

    /** In the words of the index health_risk_of_owner. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var whose = switch (request.desk()) {
            case "csm" -> HEALTH_RISK.OWNER_ID;
            case "am" -> HEALTH.AM_ID;
            default -> null;
        };
        if (whose == null) {
            return List.of();
        }
        return sql.select(
                        HEALTH_RISK.COMPANY_ID,
                        HEALTH_RISK.REASON,
                        HEALTH_RISK.OPENED_AT,
                        COMPANY.NAME,
                        HEALTH.SCORE,
                        HEALTH.MRR_MINOR,
                        HEALTH.CURRENCY)
                .from(HEALTH_RISK)
                .join(HEALTH)
                .on(HEALTH.WORKSPACE_ID.eq(HEALTH_RISK.WORKSPACE_ID))
                .and(HEALTH.COMPANY_ID.eq(HEALTH_RISK.COMPANY_ID))
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH_RISK.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH_RISK.COMPANY_ID))
                .where(HEALTH_RISK.ENDED_AT.isNull())
                .and(whose.eq(request.member().value()))
                .and(COMPANY.DELETED_AT.isNull())
                .orderBy(HEALTH_RISK.OPENED_AT, HEALTH_RISK.ID)
                .limit(request.limit())
                .fetch(HealthRiskQueue::entry);
    }

    private static QueueEntry entry(Record row) {
        var company = row.get(HEALTH_RISK.COMPANY_ID);
        var monthly = Money.ofMinor(row.get(HEALTH.MRR_MINOR), row.get(HEALTH.CURRENCY));
        return new QueueEntry(
                "health-risk",
                QueueEntry.TODAY,
                row.get(HEALTH_RISK.OPENED_AT).toInstant(),
                "company",
                company,
                row.get(COMPANY.NAME),
                "",
                new Text("queue.risk", row.get(HEALTH_RISK.REASON), (int) row.get(HEALTH.SCORE), monthly),
                "queue.risk.open",
                "/companies/" + company + "/health");
    }
}
