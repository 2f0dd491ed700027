package io.diabolo.qualification;

import io.diabolo.qualification.prediction.Predictions.Prediction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead's score, explained line by line.
 *
 * @param total what the lead shows: a given score, else the rules' sum between 0 and 100
 * @param computed what the rules say, also where a person or a file gave another
 * @param given a person or a file gave the total, and the rules leave it
 * @param prediction what the workspace's own history says; null where nothing useful was learned
 * @param fitVersion the version of the rules that speak here; 0: those that come with Diabolo
 */
public record Score(
        UUID lead,
        @Nullable Integer total,
        int computed,
        int fit,
        int intent,
        boolean given,
        boolean closed,
        int fitVersion,
        int intentVersion,
        long halfLife,
        List<Line> lines,
        @Nullable Prediction prediction) {

    String path() {
        return "/leads/" + lead;
    }

    /**
     * What one rule says.
     *
     * @param part the purpose of the rules: fit, or what shows interest, such as intent and touches
     * @param says the rule in words
     * @param points that it gives when it holds; for a touch, before it faded
     * @param worth what it adds today
     * @param touches how many touches match, for intent
     * @param broken the rule can't be run any more
     */
    public record Line(
            String part, String says, int points, double worth, boolean holds, int touches, boolean broken) {}
}
