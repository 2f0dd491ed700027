package io.diabolo.growth;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.RENEWAL;

import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the desks of those who look after customers, their own renewals whose notice comes near: the AM's by the deal, the
 * CSM's by the contract.
 */
@Component
@Order(48)
class RenewalQueue implements QueueSource {
    /** So many days before the last day of notice it is time to talk. */
    static final int NEAR = 30;

    private final DSLContext sql;
    private final Workspaces workspaces;

    RenewalQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("opportunity", "contract");
    }

    /** In the words of the index renewal_open. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var whose = switch (request.desk()) {
            case "am" -> OPPORTUNITY.OWNER_ID;
            case "csm" -> CONTRACT.CSM_ID;
            default -> null;
        };
        if (whose == null) {
            return List.of();
        }
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        return sql.select(
                        RENEWAL.ID,
                        RENEWAL.RENEWAL_ON,
                        RENEWAL.NOTICE_ON,
                        RENEWAL.YEARLY_MINOR,
                        CONTRACT.CURRENCY,
                        CONTRACT.NAME,
                        COMPANY.NAME,
                        OPPORTUNITY.ID)
                .from(RENEWAL)
                .join(CONTRACT)
                .on(CONTRACT.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(CONTRACT.ID.eq(RENEWAL.CONTRACT_ID))
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(RENEWAL.OPPORTUNITY_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(COMPANY.ID.eq(CONTRACT.COMPANY_ID))
                .where(RENEWAL.STATE.eq(DSL.inline("open")))
                .and(RENEWAL.NOTICE_ON.le(today.plusDays(NEAR)))
                .and(whose.eq(request.member().value()))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(RENEWAL.NOTICE_ON, RENEWAL.ID)
                .limit(request.limit())
                .fetch(row -> entry(row, today, zone));
    }

    private static QueueEntry entry(Record row, LocalDate today, ZoneId zone) {
        var notice = row.get(RENEWAL.NOTICE_ON);
        var renewal = row.get(RENEWAL.RENEWAL_ON);
        var days = ChronoUnit.DAYS.between(today, notice);
        var worth = Money.ofMinor(row.get(RENEWAL.YEARLY_MINOR), row.get(CONTRACT.CURRENCY));
        var reason = days >= 0
                ? new Text("queue.renewal.notice", worth, notice, days)
                : new Text(
                        renewal.isAfter(today) ? "queue.renewal.noticed" : "queue.renewal.over", worth, renewal, -days);
        return new QueueEntry(
                "renewal-notice",
                days < 0 ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                notice.plusDays(1).atStartOfDay(zone).toInstant(),
                "opportunity",
                row.get(OPPORTUNITY.ID),
                row.get(CONTRACT.NAME),
                Objects.requireNonNullElse(row.get(COMPANY.NAME), ""),
                reason,
                "queue.renewal.open",
                "/renewals/" + row.get(RENEWAL.ID));
    }
}
