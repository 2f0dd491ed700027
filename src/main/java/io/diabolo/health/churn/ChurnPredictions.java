package io.diabolo.health.churn;

import io.diabolo.prediction.Learned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How likely customers are to leave within half a year. It is shown, sorted by, and may be asked for by rules. */
@Service
public class ChurnPredictions {
    private static final int SHOWN = 5;
    private final DSLContext sql;
    private final ChurnModels models;
    private final ChurnHistory history;

    ChurnPredictions(DSLContext sql, ChurnModels models, ChurnHistory history) {
        this.sql = sql;
        this.models = models;
        this.history = history;
    }

    /**
     * What is said of one customer.
     *
     * @param average the share that left of all cases learned from
     * @param auc how good such predictions were on later cases
     */
    public record Prediction(
            double probability, double average, double auc, Instant trainedAt, List<Because> because) {}

    /**
     * @param field whose text is {@code churn.field.<field>}
     * @param value what was known; empty where nothing was
     * @param weight above nought it speaks for leaving, in the logarithm of the odds
     */
    public record Because(String field, String value, double weight) {}

    /** Null where nothing has been learned, or nothing useful. Whose customer it is has been checked by the caller. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public @Nullable Prediction of(UUID company) {
        var model = models.newest();
        if (model == null || !model.isUseful()) {
            return null;
        }
        var known = history.present(List.of(company)).get(company);
        if (known == null) {
            return null;
        }
        var traits = Learned.without(known, model.leftOut());
        return new Prediction(
                model.predictor().probability(traits),
                model.average(),
                model.goodness().auc(),
                model.trainedAt(),
                model.predictor().reasons(traits, SHOWN).stream()
                        .map(one -> new Because(one.field(), one.value(), one.weight()))
                        .toList());
    }

    /** Writes it beside the health of these customers; nothing where nothing useful was learned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void predict(Collection<UUID> companies) {
        var model = models.newest();
        if (model == null || companies.isEmpty()) {
            return;
        }
        var known = history.present(companies);
        var ids = known.keySet().toArray(UUID[]::new);
        var shares = new @Nullable Short[ids.length];
        for (var i = 0; i < ids.length; i++) {
            var traits = Learned.without(java.util.Objects.requireNonNull(known.get(ids[i])), model.leftOut());
            shares[i] = model.isUseful()
                    ? (short) Math.round(100 * model.predictor().probability(traits))
                    : null;
        }
        sql.execute("""
                update health set churn = p.share from unnest(?::uuid[], ?::smallint[]) as p (id, share)
                where health.company_id = p.id and health.churn is distinct from p.share""", ids, shares);
    }
}
