package io.diabolo.delivery;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How often something of a contract is paid, and what that is worth a month and a year. */
enum Recurrence {
    MONTH(1),
    QUARTER(3),
    YEAR(12);

    private static final int YEAR_MONTHS = 12;
    private final int months;

    Recurrence(int months) {
        this.months = months;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Stream.of(values()).map(Recurrence::id).toList();
    }

    /** Null when there is none of this name. */
    static @Nullable Recurrence named(@Nullable String id) {
        return Stream.of(values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** A year of it, exactly: years, quarters and months go into a year without a rest. */
    long yearly(long minor) {
        return minor * (YEAR_MONTHS / months);
    }

    /** A month of it, rounded half up; the one place where a contract's money is rounded in its own currency. */
    long monthly(long minor) {
        return BigDecimal.valueOf(minor)
                .divide(BigDecimal.valueOf(months), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /**
     * A month and a year of it in the workspace's currency, each rounded once and half up.
     *
     * @param rate what one of the contract's currency is worth; null where nobody knows: it then counts for nothing
     */
    Worth worth(Money amount, @Nullable BigDecimal rate, Currency currency) {
        if (rate == null) {
            return new Worth(0, 0);
        }
        var inCurrency = amount.value().multiply(rate);
        return new Worth(
                Money.rounded(
                                inCurrency.divide(BigDecimal.valueOf(months), MORE_DIGITS, RoundingMode.HALF_UP),
                                currency)
                        .minor(),
                Money.rounded(inCurrency.multiply(BigDecimal.valueOf(YEAR_MONTHS / months)), currency)
                        .minor());
    }

    private static final int MORE_DIGITS = 12;

    /** In minor units of the workspace's currency. */
    record Worth(long monthly, long yearly) {}
}
