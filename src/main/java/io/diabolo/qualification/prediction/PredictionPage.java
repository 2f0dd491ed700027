package io.diabolo.qualification.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page "how good is it" shows.
 *
 * @param model null where nothing has been learned yet
 * @param running it is being learned right now
 * @param weights the fields that weigh most, the heaviest first
 */
record PredictionPage(Trainability enough, @Nullable LeadModel model, boolean running, List<Weight> weights) {

    /** @param share of the heaviest, between 0 and 1 */
    record Weight(String field, double share) {}

    /** Where a group stands in the drawing: as often as was said lies on the diagonal. */
    record Dot(double x, double y, double size) {}

    List<Dot> dots() {
        return model == null
                ? List.of()
                : model.goodness().tenths().stream()
                        .map(tenth -> new Dot(20 + tenth.predicted() * 260, 280 - tenth.happened() * 260, 5))
                        .toList();
    }

    /** In words: what of two leads can be told apart. */
    String verdict() {
        if (model == null) {
            return "none";
        }
        var auc = model.goodness().auc();
        return auc < LeadModel.USEFUL
                ? "chance"
                : auc < 0.7 ? "weak" : auc < 0.8 ? "fair" : auc < 0.9 ? "good" : "high";
    }
}
