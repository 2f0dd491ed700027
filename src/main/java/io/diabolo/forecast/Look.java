package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a deal looked like at one moment, as far as a forecast asks.
 *
 * @param minor in its own currency
 * @param counted in the workspace's; null where there was no rate, and it counted in no sum
 */
record Look(
        @Nullable MemberId owner,
        String type,
        Part part,
        long minor,
        String currency,
        @Nullable LocalDate close,
        @Nullable Long counted) {
    boolean isWorthTheSame(Look other) {
        return minor == other.minor && currency.equals(other.currency);
    }

    boolean isOver() {
        return part == Part.CLOSED || part == Part.LOST;
    }
}
