package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_LINE;
import static io.diabolo.jooq.Tables.FORECAST_RATE;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.offers.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What deals are worth in the workspace's currency. An open one counts by the exchange rate of the day, so that all of them
 * are measured alike; one that is won or lost by that of the day on which it closed, so that what is booked doesn't move any
 * more. What a week said keeps the rates of its Monday. Each deal is rounded for itself; one without a rate counts in no sum
 * and is named beside.
 */
record Worth(String currency, LocalDate today) {
    /** In minor units of the workspace's currency; null where there is no rate. Of opportunities. */
    Field<BigDecimal> minor() {
        return Conversion.minor(OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY, currency, rate());
    }

    private Field<BigDecimal> rate() {
        var now = DSL.val(today);
        var day = DSL.when(
                        OPPORTUNITY.STAGE.in(Part.WON).or(OPPORTUNITY.STAGE.in(Part.GONE)),
                        DSL.least(DSL.coalesce(OPPORTUNITY.CLOSE_DATE, now), now))
                .otherwise(now);
        return Conversion.rate(OPPORTUNITY.CURRENCY, currency, day);
    }

    /** Whether an opportunity can be counted. */
    Condition known() {
        return OPPORTUNITY.CURRENCY.eq(currency).or(rate().isNotNull());
    }

    /** Whether an opportunity is left out. */
    Condition missing() {
        return OPPORTUNITY.CURRENCY.ne(currency).and(rate().isNull());
    }

    /** The same as {@link #minor()} of what a week noted down, by the rates that it kept; else by those of that day. */
    Field<BigDecimal> minorOfLine(Field<LocalDate> week) {
        var kept = DSL.select(FORECAST_RATE.RATE)
                .from(FORECAST_RATE)
                .where(FORECAST_RATE.WEEK.eq(week))
                .and(FORECAST_RATE.CURRENCY.eq(FORECAST_LINE.CURRENCY))
                .and(FORECAST_RATE.TO_CURRENCY.eq(currency));
        var rate = DSL.when(
                        FORECAST_LINE.STAGE.eq("won").or(FORECAST_LINE.STAGE.in(Part.GONE)),
                        Conversion.rate(
                                FORECAST_LINE.CURRENCY,
                                currency,
                                DSL.least(DSL.coalesce(FORECAST_LINE.CLOSE_DATE, week), week)))
                .otherwise(DSL.coalesce(DSL.field(kept), Conversion.rate(FORECAST_LINE.CURRENCY, currency, week)));
        return Conversion.minor(FORECAST_LINE.AMOUNT_MINOR, FORECAST_LINE.CURRENCY, currency, rate);
    }
}
