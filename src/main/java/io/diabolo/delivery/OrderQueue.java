package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On sales assistance's desk: orders that can't be invoiced as they stand, for the company lacks its SIREN or its address. A
 * colleague who took the signed quote over has them alone.
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
        var anothers = DSL.exists(DSL.selectOne()
                .from(HANDOFF)
                .where(HANDOFF.SUBJECT_TYPE.eq("opportunity"))
                .and(HANDOFF.SUBJECT_ID.eq(SALES_ORDER.OPPORTUNITY_ID))
                .and(HANDOFF.KIND.eq("signed-quote"))
                .and(HANDOFF.STATE.eq("accepted"))
                .and(HANDOFF.ANSWERED_BY.ne(request.member().value())));
        return sql.select(SALES_ORDER.ID, SALES_ORDER.NAME, SALES_ORDER.ORDERED_ON, COMPANY.ID, COMPANY.NAME)
                .select(DSL.field(noSiren()).as("siren"), DSL.field(noAddress()).as("address"))
                .from(SALES_ORDER)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(SALES_ORDER.COMPANY_ID))
                .where(SALES_ORDER.STATE.eq(DSL.inline("open")))
                .and(SALES_ORDER.DELETED_AT.isNull())
                .and(COMPANY.ID.isNull().or(noSiren()).or(noAddress()))
                .andNot(anothers)
                .orderBy(SALES_ORDER.ORDERED_ON, SALES_ORDER.ID)
                .limit(request.limit())
                .fetch(row -> entry(row, zone));
    }

    /** Only French companies have one. */
    private static Condition noSiren() {
        return blank(COMPANY.SIREN).and(COMPANY.COUNTRY.isNull().or(COMPANY.COUNTRY.eq("FR")));
    }

    private static Condition noAddress() {
        return blank(COMPANY.STREET).or(blank(COMPANY.POSTCODE)).or(blank(COMPANY.CITY));
    }

    private static Condition blank(TableField<?, String> field) {
        return field.isNull().or(field.eq(""));
    }

    private static QueueEntry entry(Record row, ZoneId zone) {
        var company = row.get(COMPANY.ID);
        var siren = Boolean.TRUE.equals(row.get("siren", Boolean.class));
        var address = Boolean.TRUE.equals(row.get("address", Boolean.class));
        var missing = company == null ? "company" : siren && address ? "both" : siren ? "siren" : "address";
        var name = row.get(COMPANY.NAME);
        return new QueueEntry(
                "order-incomplete",
                QueueEntry.TODAY,
                row.get(SALES_ORDER.ORDERED_ON).plusDays(2).atStartOfDay(zone).toInstant(),
                "sales_order",
                row.get(SALES_ORDER.ID),
                row.get(SALES_ORDER.NAME),
                name == null ? "" : name,
                new Text("queue.order." + missing, row.get(SALES_ORDER.ORDERED_ON)),
                "queue.order.complete",
                company == null ? "/orders/" + row.get(SALES_ORDER.ID) : "/companies/" + company);
    }
}
