package io.diabolo.health;

import io.diabolo.web.Ui;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a customer's health shows.
 *
 * @param fault what is wrong with what was typed, or empty
 * @param note as it was typed
 */
record HealthPage(Health health, boolean caring, String fault, String note, Ui ui) {
    String path() {
        return "/companies/" + health.company() + "/health";
    }

    @Nullable
    HealthDrawing drawing() {
        var now = health.now();
        return now == null ? null : HealthDrawing.of(health.history(), ui.today(), now.goodFrom(), now.watchFrom());
    }

    String points(int points) {
        return points(points, ui);
    }

    static String points(int points, Ui ui) {
        return ui.t(points < 0 ? "health.minus" : "health.plus", Math.abs(points));
    }

    /** In words and number; never by a colour alone. */
    static String change(int change, Ui ui) {
        return change == 0
                ? ui.t("health.change.none", HealthScoring.COMPARED)
                : ui.t(
                        change < 0 ? "health.change.down" : "health.change.up",
                        Math.abs(change),
                        HealthScoring.COMPARED);
    }

    /** How a badge of a band looks. */
    static String look(HealthBand band) {
        return switch (band) {
            case GOOD -> "ok";
            case WATCH -> "warn";
            case RISK -> "danger";
        };
    }
}
