package io.diabolo.qualification.prediction;

import io.diabolo.prediction.Goodness;
import io.diabolo.prediction.Learned;
import io.diabolo.prediction.Predictor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A predictor with what is known of it.
 *
 * @param leads it was learned from, and how many of them were qualified
 * @param imported how many of them a file brought in
 * @param goodness on the last leads, learned from the earlier ones only
 * @param leftOut the fields that tell the outcome so well by themselves that they must have been filled in afterwards
 */
record LeadModel(
        UUID id,
        Instant trainedAt,
        int leads,
        int qualified,
        int imported,
        Instant cutAt,
        Goodness goodness,
        List<String> leftOut,
        Predictor predictor) {
    boolean isUseful() {
        return goodness.auc() >= Learned.USEFUL;
    }

    double average() {
        return leads == 0 ? 0 : (double) qualified / leads;
    }
}
