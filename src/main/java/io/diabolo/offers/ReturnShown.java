package io.diabolo.offers;

import io.diabolo.offers.Calculator.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a product brings, as a quote says it: what it rests on, and what comes of it, in three scenarios. */
record ReturnShown(UUID product, String name, List<Row> inputs, List<Row> results) {
    /**
     * @param low null where it can't be computed, as the others
     * @param due months after the signature by which it is promised; null of what isn't
     */
    record Row(
            String key,
            String label,
            String unit,
            Measure measure,
            @Nullable BigDecimal low,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal high,
            @Nullable Integer due) {}
}
