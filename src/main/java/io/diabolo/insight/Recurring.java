package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recurring money, a month's worth, in the workspace's currency: from contracts where there are any, else from signed
 * journeys. A renewal goes on with what its parent brought, so it adds nothing. NRR: start − churn + expansion over start, for the customers there twelve months ago.
 */
@Service
class Recurring {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Funnels funnels;
    private final Remembered remembered;
    private final ContractedMoney contracts;

    Recurring(
            DSLContext sql, Workspaces workspaces, Funnels funnels, Remembered remembered, ContractedMoney contracts) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.funnels = funnels;
        this.remembered = remembered;
        this.contracts = contracts;
    }

    /**
     * @param retention net revenue retention of the last twelve months; null without customers then
     * @param foreign how many running journeys have recurring money in another currency, which isn't in these figures
     */
    record Month(
            Money total,
            Money added,
            Money expansion,
            Money churned,
            @Nullable Double retention,
            long foreign) {
        Money change() {
            var churn = new Money(churned.value().negate(), churned.currency());
            return added.plus(expansion).plus(churn);
        }

        boolean isEmpty() {
            return total.minor() == 0 && churned.minor() == 0 && foreign == 0;
        }
    }

    private record Question() {}

    @Transactional(readOnly = true)
    public Month month(Actor me) {
        if (contracts.isKept()) {
            return contracts.month(funnels.today(), me);
        }
        return remembered.of(new Question(), funnels.today(), me.visibility(), me, () -> count(me));
    }

    private Month count(Actor me) {
        var today = funnels.today();
        var first = today.withDayOfMonth(1);
        var currency = workspaces.settings().currency();
        // in the words of the index journey_signed
        var signed = JOURNEY.FURTHEST_STAGE
                .ge(DSL.inline((short) Stage.WON.number()))
                .and(JOURNEY.TYPE.ne("renewal"));
        var own = JOURNEY.CURRENCY.eq(currency.getCurrencyCode());
        var running = signed.andNot(JOURNEY.EXITED);
        var fresh = signed.and(JOURNEY.ON_7.ge(first));
        var yearAgo = today.minusMonths(12);
        var there = signed.and(JOURNEY.ON_7.lt(yearAgo))
                .and(JOURNEY.EXITED.isFalse().or(JOURNEY.EXITED_ON.ge(yearAgo)));
        var parent = JOURNEY.as("parent");
        var grown = running.and(JOURNEY.ON_7.ge(yearAgo))
                .and(DSL.exists(DSL.selectOne()
                        .from(parent)
                        .where(parent.ID.eq(JOURNEY.PARENT_ID))
                        .and(parent.ON_7.lt(yearAgo))));
        var row = sql.select(
                        of(own.and(running)),
                        of(own.and(fresh).and(JOURNEY.TYPE.eq("new_business"))),
                        of(own.and(fresh).and(JOURNEY.TYPE.ne("new_business"))),
                        of(own.and(signed).and(JOURNEY.EXITED).and(JOURNEY.EXITED_ON.ge(first))),
                        of(own.and(there)),
                        of(own.and(there).and(JOURNEY.EXITED)),
                        of(own.and(grown)),
                        DSL.count().filterWhere(own.not().and(running).and(JOURNEY.RECURRING_MINOR.ne(0L))))
                .from(JOURNEY)
                .where(signed)
                .and(JOURNEY.START_STAGE.isNotNull())
                .and(JourneyCut.visible(me))
                .fetchSingle();
        var start = row.value5();
        return new Month(
                month(row.value1(), currency),
                month(row.value2(), currency),
                month(row.value3(), currency),
                month(row.value4(), currency),
                start.signum() == 0
                        ? null
                        : start.subtract(row.value6())
                                .add(row.value7())
                                .divide(start, 6, RoundingMode.HALF_UP)
                                .doubleValue(),
                row.value8());
    }

    private static Field<BigDecimal> of(Condition condition) {
        return coalesce(sum(JOURNEY.RECURRING_MINOR).filterWhere(condition), BigDecimal.ZERO);
    }

    /** A twelfth of a year's worth, rounded half up. */
    private static Money month(BigDecimal year, Currency currency) {
        return Money.ofMinor(
                year.divide(BigDecimal.valueOf(12), 0, RoundingMode.HALF_UP).longValueExact(),
                currency.getCurrencyCode());
    }
}
