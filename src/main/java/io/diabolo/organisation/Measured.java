package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.stddevPop;

import io.diabolo.insight.Funnel;
import io.diabolo.insight.FunnelQuery;
import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.Funnels;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Assumptions.Source;
import io.diabolo.organisation.Assumptions.Value;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.roles.CanonicalRole;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * What this workspace shows of its own capacity: leads a month, conversions and days by the double funnel's own counts of the
 * last twelve months, the average signature, what customers buy again and how many leave. A figure that rests on too few
 * journeys isn't taken.
 */
@Component
class Measured {
    static final int FEWEST = 10;
    private static final int MONTHS = 12;
    private static final Set<CanonicalRole> PROSPECTING =
            Set.of(CanonicalRole.SDR, CanonicalRole.INSIDE_SALES, CanonicalRole.BUSINESS_DEVELOPER);

    private final DSLContext sql;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Clock clock;

    Measured(DSLContext sql, Funnels funnels, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Reads in the caller's transaction. */
    Assumptions assumptions(Assumed.Setting setting, List<Seat> seats, Actor me) {
        return Assumptions.of(setting.typed(), Coverage.seesWork(me) ? measured(seats, me) : Map.of());
    }

    private Map<String, Value> measured(List<Seat> seats, Actor me) {
        var today = LocalDate.now(clock.withZone(workspaces.settings().zone()));
        var from = today.minusMonths(MONTHS).plusDays(1);
        var funnel = funnels.figures(new FunnelQuery(Basis.ACTIVITY, from, today, Map.of()), me);
        var all = new HashMap<String, Value>();
        flow(funnel, all);
        leads(funnel, seats, all);
        signatures(from, all);
        customers(funnel, from, all);
        return all;
    }

    private static void flow(Funnel funnel, Map<String, Value> all) {
        for (var stage : Assumptions.FLOW) {
            var figures = funnel.at(stage);
            if (figures.reached() < FEWEST) {
                continue;
            }
            var conversion = figures.conversion();
            if (conversion != null) {
                put(all, Assumptions.conversion(stage), Math.min(1, conversion), figures.reached());
            }
            var days = figures.medianDays();
            if (days != null) {
                put(all, Assumptions.days(stage), Math.max(0, days), figures.reached());
            }
        }
    }

    private static void leads(Funnel funnel, List<Seat> seats, Map<String, Value> all) {
        var lead = funnel.at(Stage.LEAD);
        if (lead.reached() < FEWEST) {
            return;
        }
        var outbound = lead.byChannel().getOrDefault("outbound", 0L);
        // What came by no known channel came by itself: nobody prospected it.
        var inbound = lead.reached() - outbound;
        put(all, Assumptions.INBOUND, (double) inbound / MONTHS, inbound);
        put(all, Assumptions.OUTBOUND, (double) outbound / MONTHS, outbound);
        var prospecting = CoverageMap.fullTime(seats.stream()
                .filter(seat -> seat.isHeld() && PROSPECTING.contains(seat.role()))
                .toList());
        if (prospecting > 0 && outbound >= FEWEST) {
            put(all, Assumptions.PER_PROSPECTOR, outbound / MONTHS / prospecting, outbound);
        }
    }

    private void signatures(LocalDate from, Map<String, Value> all) {
        var amount = JOURNEY.ONE_OFF_MINOR.plus(JOURNEY.RECURRING_MINOR).cast(BigDecimal.class);
        var currency = workspaces.settings().currency();
        var row = sql.select(count(), avg(amount), stddevPop(amount))
                .from(JOURNEY)
                .where(signed(from))
                .and(JOURNEY.TYPE.eq("new_business"))
                .and(JOURNEY.CURRENCY.eq(currency.getCurrencyCode()))
                .and(amount.gt(BigDecimal.ZERO))
                .fetchSingle();
        var mean = row.value2();
        if (row.value1() >= FEWEST && mean != null && mean.signum() > 0) {
            put(
                    all,
                    Assumptions.AMOUNT,
                    mean.movePointLeft(currency.getDefaultFractionDigits()).doubleValue(),
                    row.value1());
            put(all, Assumptions.SPREAD, row.value3().doubleValue() / mean.doubleValue(), row.value1());
        }
    }

    /** In the words of the index journey_signed. */
    private static Condition signed(LocalDate from) {
        return JOURNEY.FURTHEST_STAGE
                .ge(DSL.inline((short) Stage.WON.number()))
                .and(JOURNEY.START_STAGE.isNotNull())
                .and(JOURNEY.ON_7.ge(from));
    }

    private void customers(Funnel funnel, LocalDate from, Map<String, Value> all) {
        var live = funnel.at(Stage.LIVE).current() + funnel.at(Stage.GROWTH).current();
        if (live < FEWEST) {
            return;
        }
        put(all, Assumptions.CUSTOMERS, (double) live, live);
        var left = funnel.at(Stage.LIVE).exited() + funnel.at(Stage.GROWTH).exited();
        put(all, Assumptions.CHURN, Math.min(1, (double) left / MONTHS / live), live);
        var amount = JOURNEY.ONE_OFF_MINOR.plus(JOURNEY.RECURRING_MINOR).cast(BigDecimal.class);
        var currency = workspaces.settings().currency();
        var row = sql.select(count(), coalesce(avg(amount), BigDecimal.ZERO))
                .from(JOURNEY)
                .where(signed(from))
                .and(JOURNEY.TYPE.in("upsell", "cross_sell"))
                .and(JOURNEY.CURRENCY.eq(currency.getCurrencyCode()))
                .fetchSingle();
        put(all, Assumptions.EXPANSION, Math.min(1, (double) row.value1() / MONTHS / live), live);
        if (row.value1() > 0) {
            put(
                    all,
                    Assumptions.EXPANSION_AMOUNT,
                    row.value2()
                            .movePointLeft(currency.getDefaultFractionDigits())
                            .doubleValue(),
                    row.value1());
        }
    }

    private static void put(Map<String, Value> all, String name, double value, long count) {
        all.put(name, new Value(name, value, Source.MEASURED, count));
    }
}
