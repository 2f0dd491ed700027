package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a manager says a line, a team or everybody will bring in a period.
 *
 * @param minor in minor units; null when it was taken back and the computed figure counts again
 * @param computed closed and committed, at the moment when it was said
 */
record Adjustment(
        UUID id,
        Period period,
        Whose whose,
        @Nullable Long minor,
        long computed,
        String currency,
        String comment,
        MemberId by,
        Instant at) {
    LocalDate on() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The same in another currency. */
    Adjustment in(String other, BigDecimal rate) {
        return new Adjustment(
                id,
                period,
                whose,
                minor == null ? null : Long.valueOf(converted(minor, other, rate)),
                converted(computed, other, rate),
                other,
                comment,
                by,
                at);
    }

    private long converted(long amount, String other, BigDecimal rate) {
        return Money.rounded(Money.ofMinor(amount, currency).value().multiply(rate), Currency.getInstance(other))
                .minor();
    }
}
