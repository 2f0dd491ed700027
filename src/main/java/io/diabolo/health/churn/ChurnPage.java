package io.diabolo.health.churn;

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
record ChurnPage(ChurnHistorySize size, @Nullable ChurnModel model, boolean running, List<Predictor.Weight> weights) {}
