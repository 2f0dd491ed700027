package io.diabolo.forecast;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of a period, rolled up.
 *
 * @param rows the whole first, then each line or team before those who belong to it
 * @param types the whole by type of deal: renewals are a line of their own
 * @param leftOut the deals of the period that no sum holds
 */
record RollUp(Period period, String currency, List<Row> rows, Map<String, Sums> types, LeftOut leftOut) {
    /**
     * @param depth 0 for the whole
     * @param target what was set; null where nothing was
     * @param adjustment what a manager says instead of the computed figure; null when nobody does
     * @param forecast with the adjustments of this row and of those below, in minor units
     */
    record Row(
            Whose whose,
            String name,
            int depth,
            Sums sums,
            @Nullable Long target,
            @Nullable Adjustment adjustment,
            long forecast,
            boolean adjustable) {
        boolean isAdjusted() {
            return forecast != sums.forecast();
        }
    }

    Row whole() {
        return rows.getFirst();
    }
}
