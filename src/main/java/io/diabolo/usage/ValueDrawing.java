package io.diabolo.usage;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values over time as a small line, with the baseline below and the target above it.
 *
 * @param line a path, and {@code target} and {@code baseline} the heights of theirs
 */
record ValueDrawing(String line, double target, double baseline) {
    static final double WIDTH = 320;
    static final double HEIGHT = 80;
    private static final double MARGIN = 6;

    /** Null until there are two values. */
    static @Nullable ValueDrawing of(ValueMeasures.Course course) {
        var all = course.measures();
        if (all.size() < 2) {
            return null;
        }
        var baseline = course.metric().getBaseline().doubleValue();
        var target = course.metric().getTarget().doubleValue();
        var low = Math.min(baseline, target);
        var high = Math.max(baseline, target);
        for (var one : all) {
            low = Math.min(low, one.value().doubleValue());
            high = Math.max(high, one.value().doubleValue());
        }
        var span = high > low ? high - low : 1;
        var first = all.getFirst().day();
        var days = Math.max(1, ChronoUnit.DAYS.between(first, all.getLast().day()));
        var path = new StringBuilder();
        for (var one : all) {
            var x = MARGIN + (WIDTH - 2 * MARGIN) * ChronoUnit.DAYS.between(first, one.day()) / days;
            path.append(path.isEmpty() ? "M" : "L")
                    .append(String.format(
                            Locale.ROOT, "%.1f %.1f", x, y(one.value().doubleValue(), low, span)));
        }
        return new ValueDrawing(path.toString(), y(target, low, span), y(baseline, low, span));
    }

    private static double y(double value, double low, double span) {
        return Math.round(10 * (HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - low) / span)) / 10.0;
    }
}
