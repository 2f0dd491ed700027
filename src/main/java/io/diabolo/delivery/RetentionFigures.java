package io.diabolo.delivery;

import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gross and net retention of the customers whom somebody has in hand, over the year up to the end of the period: the figures
 * of {@link RetentionReport}, from the same ledger.
 */
@Component
@Order(46)
class RetentionFigures implements FigureSource {
    private static final String GROSS = "gross-retention";
    private static final String NET = "net-retention";
    private static final int YEAR = 12;
    /** What each of the customers was worth at both ends: {0} the first month, {1} the last, {2} which customers. */
    private static final String ENDS = """
            select m.customer_id, coalesce(sum(m.monthly_minor) filter (where m.month < {0}), 0) as started,
                   sum(m.monthly_minor) as ended
            from mrr_movement m
            where m.month <= {1} and {2}
            group by m.customer_id
            having coalesce(sum(m.monthly_minor) filter (where m.month < {0}), 0) > 0
            """;

    private final DSLContext sql;
    private final RecurringReport report;
    private final Workspaces workspaces;

    RetentionFigures(DSLContext sql, RecurringReport report, Workspaces workspaces) {
        this.sql = sql;
        this.report = report;
        this.workspaces = workspaces;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(GROSS, Figure.Unit.SHARE, List.of("csm")),
                new Figure(NET, Figure.Unit.SHARE, List.of("am")));
    }

    private QueryPart ends(FigureRequest request) {
        var last = YearMonth.from(
                request.to().minusMillis(1).atZone(workspaces.settings().zone()));
        var members = request.members().stream().map(MemberId::value).toArray(UUID[]::new);
        return sql(
                ENDS,
                val(last.minusMonths(YEAR - 1L).atDay(1)),
                val(last.atDay(1)),
                members.length == 0 ? DSL.trueCondition() : DSL.condition("""
                                m.customer_id in (select coalesce(t.company_id, t.id) from contract t
                                    where t.deleted_at is null and (t.csm_id = any ({0}) or t.owner_id = any ({0})))""", val(members)));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.resultQuery(
                        "select sum(started), sum({1}), count(*) from ({0}) e",
                        ends(request), sql(figure.equals(GROSS) ? "least(started, ended)" : "ended"))
                .fetchSingle();
        var started = row.get(0, Long.class);
        return new FigureValue(
                started == null ? null : Double.valueOf(row.get(1, Long.class) / (double) started),
                row.get(2, Long.class));
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var customers = reader == null ? null : report.seenCustomers(reader);
        var currency = workspaces.settings().currency().getCurrencyCode();
        return sql.resultQuery(
                        """
                        select e.customer_id, coalesce(c.name, t.name, ''), started, ended, c.id is not null, {1}
                        from ({0}) e
                        left join company c on c.id = e.customer_id
                        left join contract t on t.id = e.customer_id
                        order by ended - started, e.customer_id limit {2}
                        """,
                        ends(request),
                        customers == null ? DSL.trueCondition() : DSL.condition("e.customer_id in ({0})", customers),
                        DSL.inline(limit))
                .fetch(row -> {
                    var started = row.get(2, Long.class);
                    var ended = row.get(3, Long.class);
                    var kept = ended >= started;
                    return row.get(5, Boolean.class)
                            ? new FigureRecord(
                                    row.get(1, String.class),
                                    money(started, currency) + " → " + money(ended, currency),
                                    null,
                                    kept,
                                    (row.get(4, Boolean.class) ? "/accounts/" : "/contracts/") + row.get(0, UUID.class))
                            : FigureRecord.hidden(null, kept);
                });
    }

    private static String money(long minor, String currency) {
        return Money.ofMinor(minor, currency).value().toPlainString() + " " + currency;
    }
}
