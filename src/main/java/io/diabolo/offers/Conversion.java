package io.diabolo.offers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Many amounts converted where they stand, in SQL: by the same dated rates as {@link ExchangeRates#of} and rounded, half up,
 * amount by amount, so that a sum is the sum of what is shown. Without a rate an amount is null, never guessed. Reads the
 * primary key of exchange_rate, and only for amounts in another currency.
 */
public final class Conversion {
    private static final List<Currency> KNOWN = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .toList();

    private static final int USUAL_DIGITS = 2;

    private Conversion() {}

    /**
     * What one of a currency was worth in another on a day, as an expression.
     *
     * @param from an SQL expression, as are the others; none may name a column of exchange_rate without its table
     */
    public static String rate(String from, String to, String day) {
        return """
                case when $from = $to then 1 else coalesce(
                    (select r.rate from exchange_rate r
                     where r.from_currency = $from and r.to_currency = $to and r.valid_on <= $day
                     order by r.valid_on desc limit 1),
                    (select round(1 / r.rate, $digits) from exchange_rate r
                     where r.from_currency = $to and r.to_currency = $from and r.valid_on <= $day
                     order by r.valid_on desc limit 1)) end""".replace("$digits", String.valueOf(ExchangeRates.DIGITS))
                .replace("$from", from)
                .replace("$to", to)
                .replace("$day", day);
    }

    /** The same with columns. */
    public static Field<BigDecimal> rate(Field<String> from, String to, Field<LocalDate> day) {
        return DSL.field(rate("{0}", "{1}", "{2}"), SQLDataType.NUMERIC, from, currency(to), day);
    }

    /** An amount in minor units of one currency as minor units of another. */
    public static Field<BigDecimal> minor(Field<Long> minor, Field<String> from, String to, Field<BigDecimal> rate) {
        return DSL.field(
                "case when {1} = {2} then {0} else round({0} * {3} * {4}) end",
                SQLDataType.NUMERIC, minor, from, currency(to), rate, scale(from, to));
    }

    private static Field<String> currency(String code) {
        return DSL.field("{0}::char(3)", String.class, DSL.val(code));
    }

    /** Some currencies have no cents, some have thousandths. */
    private static Field<BigDecimal> scale(Field<String> from, String to) {
        var digits = Currency.getInstance(to).getDefaultFractionDigits();
        var usual = DSL.inline(BigDecimal.ONE.movePointRight(digits - USUAL_DIGITS));
        var scale = DSL.when(from.in(with(0)), DSL.inline(BigDecimal.ONE.movePointRight(digits)));
        for (var others = USUAL_DIGITS + 1; others <= USUAL_DIGITS + 2; others++) {
            scale = scale.when(from.in(with(others)), DSL.inline(BigDecimal.ONE.movePointRight(digits - others)));
        }
        return scale.otherwise(usual);
    }

    private static List<Field<String>> with(int digits) {
        return KNOWN.stream()
                .filter(currency -> currency.getDefaultFractionDigits() == digits)
                .map(Currency::getCurrencyCode)
                .sorted()
                .<Field<String>>map(DSL::inline)
                .toList();
    }
}
