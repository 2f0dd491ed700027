package io.diabolo.health;

import io.diabolo.health.Health.Day;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A score over time as a stepped line, from 0 to 100, with the limits of the bands: a score holds until it changes.
 *
 * @param line a path, and {@code good} and {@code watch} the heights of the limits
 */
record HealthDrawing(String line, double good, double watch, double x, double y) {
    static final double WIDTH = 320;
    static final double HEIGHT = 80;
    private static final double MARGIN = 6;

    /**
     * Null where nothing is known.
     *
     * @param days the newest first
     */
    static @Nullable HealthDrawing of(List<Day> days, LocalDate today, int good, int watch) {
        if (days.isEmpty()) {
            return null;
        }
        var first = days.getLast().day();
        var span = Math.max(1, ChronoUnit.DAYS.between(first, today));
        var path = new StringBuilder();
        for (var at = days.size() - 1; at >= 0; at--) {
            var day = days.get(at);
            var x = MARGIN + (WIDTH - 2 * MARGIN) * ChronoUnit.DAYS.between(first, day.day()) / span;
            path.append(
                    path.isEmpty()
                            ? String.format(Locale.ROOT, "M%.1f %.1f", x, y(day.score()))
                            : String.format(Locale.ROOT, "H%.1fV%.1f", x, y(day.score())));
        }
        path.append(String.format(Locale.ROOT, "H%.1f", WIDTH - MARGIN));
        return new HealthDrawing(
                path.toString(),
                y(good),
                y(watch),
                WIDTH - MARGIN,
                y(days.getFirst().score()));
    }

    private static double y(int score) {
        return Math.round(10 * (HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * score / 100)) / 10.0;
    }
}
