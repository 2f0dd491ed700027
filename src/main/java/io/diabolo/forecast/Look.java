package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a deal looked like at one moment, as far as a forecast asks. */
record Look(
        @Nullable MemberId owner,
        String type,
        Part part,
        long minor,
        String currency,
        @Nullable LocalDate close) {
    boolean isOver() {
        return part == Part.CLOSED || part == Part.LOST;
    }
}
