package io.diabolo.prediction;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/**
 * What was learned from past cases, and how good it is.
 *
 * @param cutAt tried on cases that began from then on
 * @param goodness on those, learned from earlier ones only
 * @param leftOut the fields that tell the outcome so well by themselves that they must have been filled in afterwards
 * @param predictor learned from all
 */
public record Learned(Instant cutAt, Goodness goodness, List<String> leftOut, Predictor predictor) {
    /** Below it, predictions are hardly better than chance and aren't shown. */
    public static final double USEFUL = 0.55;

    /** What isn't learned from isn't predicted from either. */
    public static Traits without(Traits traits, List<String> leftOut) {
        if (leftOut.isEmpty()) {
            return traits;
        }
        var words = new HashMap<>(traits.words());
        var numbers = new HashMap<>(traits.numbers());
        words.keySet().removeAll(leftOut);
        numbers.keySet().removeAll(leftOut);
        return new Traits(words, numbers);
    }
}
