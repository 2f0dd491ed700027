package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.EXCHANGE_RATE;
import static io.diabolo.jooq.Tables.FORECAST_RATE;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.selectDistinct;

import io.diabolo.forecast.LeftOut.Deal;
import io.diabolo.offers.Conversion;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** In which currency the forecast counts, on which day, and which deals it can't count. */
@Component
class Worths {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    Worths(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** As it is today. */
    @Transactional(readOnly = true)
    public Worth now() {
        var settings = workspaces.settings();
        return new Worth(settings.currency().getCurrencyCode(), LocalDate.ofInstant(clock.instant(), settings.zone()));
    }

    /** The deals among these that have no rate, the latest to close on top. */
    @Transactional(readOnly = true)
    public LeftOut leftOut(Condition deals) {
        var found = sql.select(OPPORTUNITY.CURRENCY, count())
                .from(OPPORTUNITY)
                .where(deals)
                .groupBy(OPPORTUNITY.CURRENCY)
                .orderBy(OPPORTUNITY.CURRENCY)
                .fetch();
        if (found.isEmpty()) {
            return LeftOut.NONE;
        }
        var named = sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY)
                .from(OPPORTUNITY)
                .where(deals)
                .orderBy(OPPORTUNITY.CLOSE_DATE.desc().nullsLast(), OPPORTUNITY.ID)
                .limit(LeftOut.NAMED)
                .fetch(row -> new Deal(row.value1(), row.value2(), Money.ofMinor(row.value3(), row.value4())));
        return new LeftOut(found.stream().mapToLong(row -> row.value2()).sum(), found.map(row -> row.value1()), named);
    }

    /** Changes with any rate from or to the workspace's currency: what is remembered of the statistics hangs on it. */
    @Transactional(readOnly = true)
    public List<Object> stamp() {
        var currency = workspaces.settings().currency().getCurrencyCode();
        var sum = DSL.field(
                "sum({0} * ({1} - date '2000-01-01'))", BigDecimal.class, EXCHANGE_RATE.RATE, EXCHANGE_RATE.VALID_ON);
        return sql.select(count(), coalesce(sum, BigDecimal.ZERO))
                .from(EXCHANGE_RATE)
                .where(EXCHANGE_RATE.FROM_CURRENCY.eq(currency).or(EXCHANGE_RATE.TO_CURRENCY.eq(currency)))
                .fetchSingle(row -> List.of(currency, row.value1(), row.value2()));
    }

    /** Keeps the rates by which a week counts its open deals: whatever is written down later, it goes on saying what it said. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(LocalDate week) {
        var worth = now();
        var currencies = selectDistinct(OPPORTUNITY.CURRENCY)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.CURRENCY.ne(worth.currency()))
                .asTable("used");
        var currency = Objects.requireNonNull(currencies.field(OPPORTUNITY.CURRENCY));
        var rate = Conversion.rate(currency, worth.currency(), DSL.val(worth.today()));
        sql.insertInto(
                        FORECAST_RATE,
                        FORECAST_RATE.WEEK,
                        FORECAST_RATE.CURRENCY,
                        FORECAST_RATE.TO_CURRENCY,
                        FORECAST_RATE.RATE)
                .select(DSL.select(DSL.val(week), currency, DSL.val(worth.currency()), rate)
                        .from(currencies)
                        .where(rate.isNotNull()))
                .onConflictDoNothing()
                .execute();
    }
}
