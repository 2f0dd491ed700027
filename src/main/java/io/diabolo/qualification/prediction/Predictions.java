package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.prediction.Learned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How likely open leads are to be qualified, from what was known of them at first contact. It is shown and sorted by; no
 * rule reads it, and nothing is decided by it.
 */
@Service
public class Predictions {
    private static final int SHOWN = 5;
    /** What is learned later in a lead's life doesn't change its prediction. */
    private static final Duration LEARNING = Duration.ofDays(1);

    private static final List<String> OPEN = List.of("new", "working", "nurturing");
    private final DSLContext sql;
    private final LeadModels models;
    private final LeadHistory history;
    private final Clock clock;

    Predictions(DSLContext sql, LeadModels models, LeadHistory history, Clock clock) {
        this.sql = sql;
        this.models = models;
        this.history = history;
        this.clock = clock;
    }

    /**
     * What is said of one lead.
     *
     * @param average the share that was qualified of all leads learned from
     * @param auc how good such predictions were on later leads
     */
    public record Prediction(
            double probability, double average, double auc, Instant trainedAt, List<Because> because) {}

    /**
     * @param field whose text is {@code prediction.field.<field>}
     * @param value what was known; empty where nothing was
     * @param weight above nought it speaks for the lead, in the logarithm of the odds
     */
    public record Because(String field, String value, double weight) {}

    /** Null where nothing has been learned, or nothing useful. Whose lead it is has been checked by the caller. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public @Nullable Prediction of(UUID lead) {
        var model = models.newest();
        if (model == null || !model.isUseful()) {
            return null;
        }
        return history.known(LEAD.ID.eq(lead), 1).stream()
                .findFirst()
                .map(known -> {
                    var traits = Learned.without(known.traits(), model.leftOut());
                    return new Prediction(
                            model.predictor().probability(traits),
                            model.average(),
                            model.goodness().auc(),
                            model.trainedAt(),
                            model.predictor().reasons(traits, SHOWN).stream()
                                    .map(one -> new Because(one.field(), one.value(), one.weight()))
                                    .toList());
                })
                .orElse(null);
    }

    /** Those that came in within the last day, for that long something is learned of them. @return how many */
    @Transactional(propagation = Propagation.MANDATORY)
    public int predictNew(Condition which) {
        var since = clock.instant().minus(LEARNING).atOffset(ZoneOffset.UTC);
        return models.isAny() ? predict(which.and(LEAD.CREATED_AT.gt(since).or(LEAD.PREDICTED.isNull())), 1_000) : 0;
    }

    /** @return how many were looked at */
    int predict(Condition which, int limit) {
        var model = models.newest();
        if (model == null) {
            return 0;
        }
        var known = history.known(which.and(LEAD.STATUS.in(OPEN)), limit);
        var ids = new UUID[known.size()];
        var shares = new @Nullable Short[known.size()];
        for (var i = 0; i < ids.length; i++) {
            ids[i] = known.get(i).lead();
            shares[i] = model.isUseful() ? percent(model, known.get(i)) : null;
        }
        if (ids.length > 0) {
            sql.execute("""
                    update lead set predicted = p.share from unnest(?::uuid[], ?::smallint[]) as p (id, share)
                    where lead.id = p.id and lead.predicted is distinct from p.share""", ids, shares);
        }
        return ids.length;
    }

    private static Short percent(LeadModel model, Known known) {
        return (short)
                Math.round(100 * model.predictor().probability(Learned.without(known.traits(), model.leftOut())));
    }
}
