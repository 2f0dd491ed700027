package io.diabolo.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An exact amount in its ISO 4217 currency. Tables keep it as a bigint of minor units beside char(3). */
public record Money(BigDecimal value, Currency currency) {
    public Money {
        value = value.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    }

    public static Money ofMinor(long minor, String currency) {
        var iso = Currency.getInstance(currency);
        return new Money(BigDecimal.valueOf(minor, iso.getDefaultFractionDigits()), iso);
    }

    /** Rounds half up to the currency's minor unit, as French invoices do. */
    public static Money rounded(BigDecimal value, Currency currency) {
        return new Money(value.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    public long minor() {
        return value.unscaledValue().longValueExact();
    }

    /** @throws IllegalArgumentException when the currencies differ: only an exchange rate may add them */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("can't add " + other.currency + " to " + currency);
        }
        return new Money(value.add(other.value), currency);
    }
}
