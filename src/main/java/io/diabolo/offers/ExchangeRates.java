package io.diabolo.offers;

import static io.diabolo.jooq.Tables.EXCHANGE_RATE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one currency was worth in another, by day. A rate holds until the next one; none is ever guessed. */
@Service
public class ExchangeRates {
    static final int DIGITS = 9;
    private static final int SHOWN = 50;

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

    /** Writes down a rate; the one of the same day gives way. @throws BadInput when it isn't one */
    @Transactional
    public void put(String from, String to, LocalDate on, BigDecimal rate, Actor me) {
        if (!Sellers.mayEdit(me)) {
            throw new NotAllowed("offer-settings");
        }
        me.mayWrite();
        var one = currency("from", from);
        var other = currency("to", to);
        if (one.equals(other)) {
            throw new BadInput("to", "rate.fault.same");
        }
        if (rate.signum() <= 0) {
            throw new BadInput("rate", "rate.fault.rate");
        }
        changeSets.open(me, "exchange_rate.put", one + " → " + other);
        sql.insertInto(EXCHANGE_RATE)
                .set(EXCHANGE_RATE.FROM_CURRENCY, one)
                .set(EXCHANGE_RATE.TO_CURRENCY, other)
                .set(EXCHANGE_RATE.VALID_ON, on)
                .set(EXCHANGE_RATE.RATE, rate)
                .onDuplicateKeyUpdate()
                .set(EXCHANGE_RATE.RATE, rate)
                .execute();
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
