package io.diabolo.growth;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract whose term ends, and what is done about it.
 *
 * @param id null while nothing is opened yet
 * @param company its name, or empty
 * @param renewalOn the first day after the term
 * @param noticeOn the last day on which notice can be given
 * @param yearly what a year comes to before it
 * @param percent by how much it is to cost more or less, in hundredths
 * @param stage of the opportunity; empty while there is none
 */
record Renewal(
        @Nullable UUID id,
        UUID contract,
        String name,
        @Nullable UUID companyId,
        String company,
        LocalDate renewalOn,
        LocalDate noticeOn,
        Money yearly,
        int percent,
        State state,
        @Nullable UUID opportunity,
        String stage,
        String owner,
        int version) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    enum State {
        UPCOMING,
        OPEN,
        WON,
        LOST;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** What a year is to cost. */
    Money offered() {
        return offered(yearly, percent);
    }

    /** Rounded half up once, on the year. */
    static Money offered(Money yearly, int percent) {
        return Money.rounded(
                yearly.value()
                        .multiply(WHOLE.add(BigDecimal.valueOf(percent)))
                        .divide(WHOLE, yearly.value().scale() + 4, RoundingMode.HALF_UP),
                yearly.currency());
    }
}
