package io.diabolo.qualification.prediction;

import io.diabolo.prediction.Predictor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page "how good is it" shows.
 *
 * @param model null where nothing has been learned yet
 * @param running it is being learned right now
 * @param weights the fields that weigh most, the heaviest first
 */
record PredictionPage(Trainability enough, @Nullable LeadModel model, boolean running, List<Predictor.Weight> weights) {

    /** In words: what of two leads can be told apart. */
    String verdict() {
        return model == null ? "none" : model.goodness().verdict();
    }
}
