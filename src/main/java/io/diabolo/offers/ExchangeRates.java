package io.diabolo.offers;

import static io.diabolo.jooq.Tables.EXCHANGE_RATE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one currency was worth in another, by day. A rate holds until the next one; none is ever guessed. */
@Service
public class ExchangeRates {
    /** Of a rate that is the inverse of a known one: the weakest currencies still have ten of them that count. */
    static final int DIGITS = 15;

    private static final int SHOWN = 50;
    private static final int READ = 200;

    private final DSLContext sql;
    private final ChangeSets changeSets;

    ExchangeRates(DSLContext sql, ChangeSets changeSets) {
        this.sql = sql;
        this.changeSets = changeSets;
    }

    record Rate(String from, String to, LocalDate on, BigDecimal rate) {}

    /** Of the day or the last one before it, either way round; null where there is none. */
    @Transactional(readOnly = true)
    public @Nullable BigDecimal of(String from, String to, LocalDate day) {
        if (from.equals(to)) {
            return BigDecimal.ONE;
        }
        var known = known(from, to, day);
        return known == null ? null : known.rate();
    }

    /** The same with the day that it is of; null also where the currencies are the same. */
    @Nullable
    Rate known(String from, String to, LocalDate day) {
        var straight = last(from, to, day);
        if (straight != null) {
            return straight;
        }
        var back = last(to, from, day);
        return back == null
                ? null
                : new Rate(from, to, back.on(), BigDecimal.ONE.divide(back.rate(), DIGITS, RoundingMode.HALF_UP));
    }

    private @Nullable Rate last(String from, String to, LocalDate day) {
        return sql.select(EXCHANGE_RATE.VALID_ON, EXCHANGE_RATE.RATE)
                .from(EXCHANGE_RATE)
                .where(EXCHANGE_RATE.FROM_CURRENCY.eq(from))
                .and(EXCHANGE_RATE.TO_CURRENCY.eq(to))
                .and(EXCHANGE_RATE.VALID_ON.le(day))
                .orderBy(EXCHANGE_RATE.VALID_ON.desc())
                .limit(1)
                .fetchOne(row -> new Rate(from, to, row.value1(), row.value2()));
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Rate> all() {
        return sql.selectFrom(EXCHANGE_RATE)
                .orderBy(EXCHANGE_RATE.VALID_ON.desc(), EXCHANGE_RATE.FROM_CURRENCY, EXCHANGE_RATE.TO_CURRENCY)
                .limit(SHOWN)
                .fetch(row -> new Rate(row.getFromCurrency(), row.getToCurrency(), row.getValidOn(), row.getRate()));
    }

    /** @param next where the next page begins; null on the last */
    record Page(List<Rate> rates, @Nullable String next) {}

    /**
     * The newest first, of these two currencies where they are named.
     *
     * @param after what a page before said; empty: from the newest on
     * @throws BadInput when no page said that
     */
    @Transactional(readOnly = true)
    public Page page(String from, String to, String after) {
        var rates = sql.selectFrom(EXCHANGE_RATE)
                .where(from.isBlank() ? noCondition() : EXCHANGE_RATE.FROM_CURRENCY.eq(currency("from", from)))
                .and(to.isBlank() ? noCondition() : EXCHANGE_RATE.TO_CURRENCY.eq(currency("to", to)))
                .and(after.isEmpty() ? noCondition() : beyond(after))
                .orderBy(
                        EXCHANGE_RATE.VALID_ON.desc(),
                        EXCHANGE_RATE.FROM_CURRENCY.desc(),
                        EXCHANGE_RATE.TO_CURRENCY.desc())
                .limit(READ + 1)
                .fetch(row -> new Rate(row.getFromCurrency(), row.getToCurrency(), row.getValidOn(), row.getRate()));
        if (rates.size() <= READ) {
            return new Page(rates, null);
        }
        var last = rates.get(READ - 1);
        return new Page(List.copyOf(rates.subList(0, READ)), last.on() + "." + last.from() + "." + last.to());
    }

    private static Condition beyond(String cursor) {
        var day = cursor.matches("[0-9-]{10}\\.[A-Z]{3}\\.[A-Z]{3}") ? RateFile.day(cursor.substring(0, 10)) : null;
        if (day == null) {
            throw new BadInput("after", "problem.field.choice");
        }
        return row(EXCHANGE_RATE.VALID_ON, EXCHANGE_RATE.FROM_CURRENCY, EXCHANGE_RATE.TO_CURRENCY)
                .lt(day, cursor.substring(11, 14), cursor.substring(15));
    }

    /** Writes down a rate; the one of the same day gives way. @throws BadInput when it isn't one */
    @Transactional
    public void put(String from, String to, LocalDate on, BigDecimal rate, Actor me) {
        put(List.of(new Rate(from, to, on, rate)), me);
    }

    /** The same with several, all of them or none. */
    @Transactional
    public void put(List<Rate> rates, Actor me) {
        if (!Sellers.mayEdit(me)) {
            throw new NotAllowed("offer-settings");
        }
        me.mayWrite();
        var rows = rates.stream().map(ExchangeRates::checked).toList();
        var first = rows.getFirst();
        changeSets.open(me, "exchange_rate.put", first.from() + " → " + first.to());
        for (var rate : rows) {
            sql.insertInto(EXCHANGE_RATE)
                    .set(EXCHANGE_RATE.FROM_CURRENCY, rate.from())
                    .set(EXCHANGE_RATE.TO_CURRENCY, rate.to())
                    .set(EXCHANGE_RATE.VALID_ON, rate.on())
                    .set(EXCHANGE_RATE.RATE, rate.rate())
                    .onDuplicateKeyUpdate()
                    .set(EXCHANGE_RATE.RATE, rate.rate())
                    .execute();
        }
    }

    private static Rate checked(Rate given) {
        var one = currency("from", given.from());
        var other = currency("to", given.to());
        if (one.equals(other)) {
            throw new BadInput("to", "rate.fault.same");
        }
        if (given.rate().signum() <= 0) {
            throw new BadInput("rate", "rate.fault.rate");
        }
        return new Rate(one, other, given.on(), given.rate());
    }

    static String currency(String field, String given) {
        try {
            var currency = Currency.getInstance(given.strip().toUpperCase(java.util.Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency.getCurrencyCode();
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new BadInput(field, "product.fault.currency");
    }
}
