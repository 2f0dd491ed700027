package io.diabolo.health.churn;

import io.diabolo.prediction.Goodness;
import io.diabolo.prediction.Learned;
import io.diabolo.prediction.Predictor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A predictor of who leaves, with what is known of it.
 *
 * @param cases it was learned from, and in how many of them the customer {@code churned}
 * @param goodness on the last cases, learned from the earlier ones only
 */
record ChurnModel(
        UUID id,
        Instant trainedAt,
        int cases,
        int churned,
        Instant cutAt,
        Goodness goodness,
        List<String> leftOut,
        Predictor predictor) {
    boolean isUseful() {
        return goodness.auc() >= Learned.USEFUL;
    }

    double average() {
        return cases == 0 ? 0 : (double) churned / cases;
    }
}
