package io.diabolo.desks;

import io.diabolo.queues.Figure;
import io.diabolo.targets.TargetPlan;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is reached, how far one should be by now, and where the period ends if it goes on so.
 *
 * @param attained the value's share of the target
 * @param expected the share that should be reached by now, by season, ramp-up and working time; null for a figure that doesn't
 *     add up over time, such as a rate
 * @param projection the value at the end of the period if the rest goes as what was due so far; null where it can't be said
 */
record Pace(
        double attained,
        @Nullable Double expected,
        @Nullable Double projection) {
    /** Before that much is due, a single success says nothing of the rest. */
    private static final double EARLY = 0.1;

    /**
     * @param elapsed between 0 and 1
     * @return null without a value, where the target is nothing, or where less is better: half of a time is no half reached
     */
    static @Nullable Pace of(Figure figure, @Nullable Double value, double target, double elapsed) {
        if (value == null || target <= 0 || figure.less()) {
            return null;
        }
        if (!TargetPlan.addsUp(figure)) {
            return new Pace(value / target, null, null);
        }
        return new Pace(value / target, elapsed, elapsed < EARLY ? null : Double.valueOf(value / elapsed));
    }

    /** Whether it falls behind what should be reached by now. */
    boolean isBehind() {
        return expected != null && attained < expected;
    }
}
