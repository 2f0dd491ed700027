package io.diabolo.pipeline;

import io.diabolo.journey.Stage;

/**
 * The forecast category that a stage stands for while nobody says otherwise. It follows the stage as long as it is the one
 * that the stage before stood for: then it was left as it came, and not chosen.
 */
final class ForecastCategory {
    private ForecastCategory() {}

    static String of(Stage stage) {
        return switch (stage) {
            case PROPOSAL -> "best_case";
            case CLOSING -> "commit";
            default -> Opportunities.isClosed(stage) ? "closed" : "pipeline";
        };
    }

    /** What becomes of it when a deal moves. */
    static String moved(String present, Stage from, Stage to) {
        return Opportunities.isClosed(to) || Opportunities.isClosed(from) || present.equals(of(from))
                ? of(to)
                : present;
    }
}
