package io.diabolo.insight;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.TEAM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.diabolo.offers.Conversion;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deals won and lost by group: how many, the win rate, what they brought and how long they took. Win rate: won ÷ (won +
 * lost), by close date. Revenue is in the workspace's currency, by the exchange rate of the close date; deals without a rate
 * are in no revenue and are counted beside. Days: from the first stage as a deal to the signature, of those won, by local dates.
 */
@Service
class SalesReport {
    private static final int MOST = 500;
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    SalesReport(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * @param group as {@link SalesCut#of} takes it; null for those that belong to none
     * @param label what it is called; null where there is none
     * @param leftOut how many of those won are in no revenue, for want of an exchange rate
     */
    record Row(
            @Nullable String group,
            @Nullable String label,
            long deals,
            long won,
            long lost,
            long open,
            Money revenue,
            @Nullable Double meanDays,
            @Nullable Double medianDays,
            long leftOut) {
        /** Null where nothing is decided. */
        @Nullable
        Double winRate() {
            return won + lost == 0 ? null : Double.valueOf((double) won / (won + lost));
        }
    }

    /** @param cut whether there are more groups than are shown */
    record Answer(List<Row> rows, Row total, boolean cut) {}

    @Transactional(readOnly = true)
    public Answer of(SalesCut cut, Actor me) {
        var rows = rows(cut, true, me);
        var shown = rows.size() > MOST ? rows.subList(0, MOST) : rows;
        var totals = rows(cut, false, me);
        return new Answer(List.copyOf(shown), totals.isEmpty() ? empty() : totals.getFirst(), rows.size() > MOST);
    }

    private Row empty() {
        return new Row(null, null, 0, 0, 0, 0, money(BigDecimal.ZERO), null, null, 0);
    }

    private static final Field<Integer> DAYS =
            DSL.field("{0} - {1}", Integer.class, JOURNEY.ON_7, DSL.least(JOURNEY.ON_4, JOURNEY.ON_5, JOURNEY.ON_6));

    private List<Row> rows(SalesCut cut, boolean grouped, Actor me) {
        Field<String> none = DSL.inline(null, String.class);
        var key = grouped ? cut.key() : none;
        var label = grouped ? cut.label() : none;
        var minor = worth();
        var revenue = coalesce(sum(minor).filterWhere(SalesCut.won()), BigDecimal.ZERO)
                .as("revenue");
        var all = new ArrayList<Row>();
        sql.select(
                        key.as("key"),
                        DSL.min(label).as("label"),
                        count(),
                        count().filterWhere(SalesCut.won()),
                        count().filterWhere(SalesCut.lost()),
                        count().filterWhere(SalesCut.open()),
                        revenue,
                        DSL.avg(DAYS).filterWhere(SalesCut.won()),
                        DSL.percentileCont(.5)
                                .withinGroupOrderBy(DAYS)
                                .filterWhere(SalesCut.won())
                                .cast(Double.class),
                        count().filterWhere(SalesCut.won().and(minor.isNull())))
                .from(from(cut, grouped))
                .where(cut.condition())
                .and(Visible.to(me, List.of(OPPORTUNITY.OWNER_ID)))
                .groupBy(DSL.field(DSL.name("key")))
                .orderBy(revenue.desc(), DSL.field(DSL.name("key")))
                .limit(MOST + 1)
                .forEach(row -> all.add(row(row)));
        return all;
    }

    /** As the forecast counts what is closed; null without a rate. */
    private Field<BigDecimal> worth() {
        var today = DSL.val(
                LocalDate.ofInstant(clock.instant(), workspaces.settings().zone()));
        var day = DSL.least(coalesce(OPPORTUNITY.CLOSE_DATE, today), today);
        var own = workspaces.settings().currency().getCurrencyCode();
        return Conversion.minor(
                OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY, own, Conversion.rate(OPPORTUNITY.CURRENCY, own, day));
    }

    private Row row(Record row) {
        return new Row(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, Long.class),
                row.get(3, Long.class),
                row.get(4, Long.class),
                row.get(5, Long.class),
                money(row.get(6, BigDecimal.class)),
                row.get(7, Double.class),
                row.get(8, Double.class),
                row.get(9, Long.class));
    }

    private Money money(BigDecimal minor) {
        return Money.ofMinor(
                minor.longValueExact(), workspaces.settings().currency().getCurrencyCode());
    }

    /** With what the groups are read from, and nothing else; a deal with several products counts with each. */
    private static Table<?> from(SalesCut cut, boolean grouped) {
        Table<?> deals = OPPORTUNITY.leftJoin(JOURNEY).on(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID));
        if (!grouped) {
            return deals;
        }
        return switch (cut.by()) {
            case MEMBER -> deals.leftJoin(MEMBER).on(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID));
            case TEAM ->
                deals.leftJoin(MEMBER)
                        .on(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                        .leftJoin(TEAM)
                        .on(TEAM.ID.eq(MEMBER.TEAM_ID));
            case MANAGER ->
                deals.leftJoin(MEMBER)
                        .on(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                        .leftJoin(SalesCut.manager())
                        .on(SalesCut.manager().ID.eq(MEMBER.MANAGER_ID));
            case PRODUCT ->
                deals.leftJoin(OPPORTUNITY_PRODUCT)
                        .on(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                        .leftJoin(PRODUCT)
                        .on(PRODUCT.ID.eq(OPPORTUNITY_PRODUCT.PRODUCT_ID));
            case COMPANY, SEGMENT, INDUSTRY, COUNTRY ->
                deals.leftJoin(COMPANY).on(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID));
            case TYPE, SOURCE, QUARTER, REASON, COMPETITOR -> deals;
        };
    }
}
