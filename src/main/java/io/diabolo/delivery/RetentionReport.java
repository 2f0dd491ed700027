package io.diabolo.delivery;

import io.diabolo.delivery.RecurringReport.Basis;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stayed and what they pay, from the ledger of movements: for the customers there at the start of the period,
 * GRR = (start − churn − contraction) / start and NRR = (start − churn − contraction + expansion) / start, each customer
 * compared at both ends; logo churn = customers that left / customers at the start (DESIGN.md §3).
 */
@Service
class RetentionReport {
    private static final int MOST_GROUPS = 200;
    /** What each customer, or each of its products, was worth at both ends; {0} the amount, {1} the first month, {2} the last. */
    private static final String ENDS = """
            select m.customer_id, {3} as unit,
                   coalesce(sum({0}) filter (where m.month < {1}), 0) as started,
                   sum({0}) as ended
            from mrr_movement m
            where m.month <= {2} and {4}
            group by m.customer_id, {3}
            """;

    private final DSLContext sql;
    private final RecurringReport report;
    private final Workspaces workspaces;

    RetentionReport(DSLContext sql, RecurringReport report, Workspaces workspaces) {
        this.sql = sql;
        this.report = report;
        this.workspaces = workspaces;
    }

    /** What customers are grouped by. */
    enum By {
        SEGMENT,
        PRODUCT,
        CSM,
        COHORT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static By named(String id) {
            for (var one : values()) {
                if (one.id().equals(id)) {
                    return one;
                }
            }
            return SEGMENT;
        }
    }

    /**
     * In minor units; each of the parts is 0 or above.
     *
     * @param group the segment, the id of the product or member, or the month of the start; null: none
     * @param customers those there at the start, and {@code lost} those of them that are gone at the end
     */
    record Line(
            @Nullable String group,
            String label,
            long start,
            long churn,
            long contraction,
            long expansion,
            int customers,
            int lost) {
        long end() {
            return start - churn - contraction + expansion;
        }

        /** Null when nobody was there. */
        @Nullable
        Double gross() {
            return start == 0 ? null : (start - churn - contraction) / (double) start;
        }

        @Nullable
        Double net() {
            return start == 0 ? null : end() / (double) start;
        }

        @Nullable
        Double logoChurn() {
            return customers == 0 ? null : lost / (double) customers;
        }
    }

    /** @param more whether there are more groups than shown */
    record Report(Basis basis, By by, Months span, Currency currency, Line total, List<Line> lines, boolean more) {}

    @Transactional(readOnly = true)
    public Report of(Months span, Basis basis, By by, Actor me) {
        var ofProducts = by == By.PRODUCT;
        var total = lines(span, basis, "null::text", "null::text", "", false, me);
        var lines = switch (by) {
            case SEGMENT ->
                lines(
                        span,
                        basis,
                        "c.segment",
                        "coalesce(c.segment, '')",
                        "left join company c on c.id = e.customer_id",
                        false,
                        me);
            case PRODUCT ->
                lines(
                        span,
                        basis,
                        "nullif(e.unit, '00000000-0000-0000-0000-000000000000')::text",
                        "coalesce(p.name, '')",
                        "left join product p on p.id = e.unit",
                        ofProducts,
                        me);
            case CSM -> lines(span, basis, "k.csm_id::text", "coalesce(k.name, '')", """
                                left join lateral (
                                    select t.csm_id, member.name from contract t left join member on member.id = t.csm_id
                                    where (t.company_id = e.customer_id or t.id = e.customer_id) and t.deleted_at is null
                                    order by t.csm_id is null, t.starts_on desc limit 1) k on true""", false, me);
            case COHORT ->
                lines(
                        span,
                        basis,
                        "to_char(f.first, 'YYYY-MM')",
                        "to_char(f.first, 'YYYY-MM')",
                        "left join lateral (select min(month) as first from mrr_movement x where x.customer_id = e.customer_id) f on true",
                        false,
                        me);
        };
        return new Report(
                basis,
                by,
                span,
                workspaces.settings().currency(),
                total.isEmpty() ? new Line(null, "", 0, 0, 0, 0, 0, 0) : total.getFirst(),
                lines.stream().limit(MOST_GROUPS).toList(),
                lines.size() > MOST_GROUPS);
    }

    private List<Line> lines(
            Months span, Basis basis, String group, String label, String join, boolean ofProducts, Actor me) {
        var ends = DSL.sql(
                ENDS,
                DSL.sql(basis == Basis.MRR ? "m.monthly_minor" : "m.yearly_minor"),
                DSL.val(span.from().atDay(1)),
                DSL.val(span.to().atDay(1)),
                DSL.sql(ofProducts ? "m.product_id" : "m.customer_id"),
                seen(me));
        return sql.resultQuery("""
                select {1} as grp, {2} as label, sum(started) as started,
                       coalesce(sum(started) filter (where ended = 0), 0) as churn,
                       coalesce(sum(started - ended) filter (where ended > 0 and ended < started), 0) as contraction,
                       coalesce(sum(ended - started) filter (where ended > started), 0) as expansion,
                       count(distinct e.customer_id) as customers,
                       count(distinct e.customer_id) filter (where ended = 0) as lost
                from ({0}) e {3}
                where started > 0
                group by 1, 2 order by 3 desc, 1 limit {4}
                """, ends, DSL.sql(group), DSL.sql(label), DSL.sql(join), DSL.inline(MOST_GROUPS + 1))
                .fetch(row -> new Line(
                        row.get(0, String.class),
                        Objects.toString(row.get(1, String.class), ""),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, Long.class),
                        row.get(6, Integer.class),
                        row.get(7, Integer.class)));
    }

    private org.jooq.Condition seen(Actor me) {
        var customers = report.seenCustomers(me);
        return customers == null ? DSL.trueCondition() : DSL.condition("m.customer_id in ({0})", customers);
    }

    /**
     * Customers that began in the same month, and what is left of them.
     *
     * @param minor what they were worth at the end of each month since, the first of them with it
     * @param customers how many of them were there
     */
    record Cohort(YearMonth month, List<Long> minor, List<Integer> customers) {}

    /** The cohorts that began within the span, as they stood at the end of each month of it. */
    @Transactional(readOnly = true)
    public List<Cohort> cohorts(Months span, Basis basis, Actor me) {
        var amount = DSL.sql(basis == Basis.MRR ? "m.monthly_minor" : "m.yearly_minor");
        var rows = sql.resultQuery(
                        """
                with moved as (
                    select m.customer_id, m.month, sum({0}) as change,
                           min(m.month) over (partition by m.customer_id) as first
                    from mrr_movement m where m.month <= {2} and {3} group by m.customer_id, m.month),
                level as (
                    select first, customer_id, month,
                           sum(change) over (partition by customer_id order by month) as after, change
                    from moved where first >= {1})
                select first, month, sum(change) as change,
                       count(*) filter (where after > 0 and after = change)
                       - count(*) filter (where after = 0 and change < 0) as came
                from level group by first, month order by first, month
                """,
                        amount, DSL.val(span.from().atDay(1)), DSL.val(span.to().atDay(1)), seen(me))
                .fetch();
        var changes = new TreeMap<YearMonth, TreeMap<YearMonth, long[]>>();
        rows.forEach(row -> changes.computeIfAbsent(month(row.get(0, LocalDate.class)), _ -> new TreeMap<>())
                .put(month(row.get(1, LocalDate.class)), new long[] {row.get(2, Long.class), row.get(3, Long.class)}));
        var cohorts = new ArrayList<Cohort>();
        changes.forEach((first, of) -> {
            var minor = new ArrayList<Long>();
            var customers = new ArrayList<Integer>();
            long level = 0;
            long there = 0;
            for (var month = first; !month.isAfter(span.to()); month = month.plusMonths(1)) {
                var change = of.getOrDefault(month, new long[] {0, 0});
                level += change[0];
                there += change[1];
                minor.add(level);
                customers.add(Math.toIntExact(there));
            }
            cohorts.add(new Cohort(first, minor, customers));
        });
        return cohorts;
    }

    private static YearMonth month(LocalDate day) {
        return YearMonth.from(day);
    }
}
