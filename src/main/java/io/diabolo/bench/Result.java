package io.diabolo.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table. Durations are milliseconds; what isn't measured is null.
 *
 * @param kind read, write or load
 * @param rows how many leads there are, or for a load how many rows it moves
 * @param baselineMedianMs of the plain SQL or COPY that does the same work
 */
record Result(
        String name,
        String kind,
        long rows,
        int clients,
        @JsonProperty("median_ms") double medianMs,
        @JsonProperty("p95_ms") double p95Ms,
        @JsonProperty("baseline_median_ms") @Nullable Double baselineMedianMs,
        @JsonProperty("rows_per_s") @Nullable Double rowsPerSecond,
        @JsonProperty("baseline_rows_per_s") @Nullable Double baselineRowsPerSecond) {

    static Result load(String name, long rows, double value) {
        return new Result(name, "load", rows, 1, value, value, null, null, null);
    }

    /** How many times the plain SQL; null without one. */
    @JsonIgnore
    @Nullable
    Double ratio() {
        return baselineMedianMs == null || baselineMedianMs == 0 ? null : medianMs / baselineMedianMs;
    }
}
