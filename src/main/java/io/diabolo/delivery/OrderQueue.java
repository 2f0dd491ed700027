package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.ORDER_DOCUMENT;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On sales assistance's desk: orders that nobody has said to be complete, with how much each lacks. A colleague who took the
 * signed quote over has them alone.
 */
@Component
@Order(46)
class OrderQueue implements QueueSource {
    private final DSLContext sql;
    private final Workspaces workspaces;

    OrderQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("sales_order", "company");
    }

    /** In the words of the index sales_order_open. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("adv")) {
            return List.of();
        }
        var zone = workspaces.settings().zone();
        Field<String> customer = DSL.coalesce(COMPANY.NAME, "").as("customer");
        Field<Boolean> ordered = DSL.field(purchaseOrder()).as("ordered");
        return sql.select(SALES_ORDER, customer, ordered)
                .from(SALES_ORDER)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(SALES_ORDER.COMPANY_ID))
                .where(SALES_ORDER.STATE.eq(DSL.inline("open")))
                .and(SALES_ORDER.DELETED_AT.isNull())
                .andNot(anothers(request))
                .orderBy(SALES_ORDER.ORDERED_ON, SALES_ORDER.ID)
                .limit(request.limit())
                .fetch(row -> entry(row, zone));
    }

    private static Condition purchaseOrder() {
        return DSL.exists(DSL.selectOne()
                .from(ORDER_DOCUMENT)
                .where(ORDER_DOCUMENT.ORDER_ID.eq(SALES_ORDER.ID))
                .and(ORDER_DOCUMENT.KIND.eq("purchase_order"))
                .and(ORDER_DOCUMENT.REMOVED_AT.isNull()));
    }

    private static Condition anothers(QueueRequest request) {
        return DSL.exists(DSL.selectOne()
                .from(HANDOFF)
                .where(HANDOFF.SUBJECT_TYPE.eq("opportunity"))
                .and(HANDOFF.SUBJECT_ID.eq(SALES_ORDER.OPPORTUNITY_ID))
                .and(HANDOFF.KIND.eq("signed-quote"))
                .and(HANDOFF.STATE.eq("accepted"))
                .and(HANDOFF.ANSWERED_BY.ne(request.member().value())));
    }

    private static QueueEntry entry(
            Record3<io.diabolo.jooq.tables.records.SalesOrderRecord, String, Boolean> row, ZoneId zone) {
        var order = row.value1();
        var missing =
                OrderCheck.missing(order, Objects.requireNonNull(row.value3())).size();
        return new QueueEntry(
                "order-incomplete",
                QueueEntry.TODAY,
                order.getOrderedOn().plusDays(2).atStartOfDay(zone).toInstant(),
                "sales_order",
                order.getId(),
                order.getName(),
                Objects.requireNonNullElse(row.value2(), ""),
                missing == 0
                        ? new Text("queue.order.ready", order.getOrderedOn())
                        : new Text("queue.order.missing", order.getOrderedOn(), missing),
                "queue.order.complete",
                "/orders/" + order.getId() + "/follow-up");
    }
}
