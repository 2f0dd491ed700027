package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.JOB;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.NotAllowed;
import io.diabolo.qualification.prediction.PredictionPage.Weight;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page on which one reads how good the prediction is together. */
@Component
class PredictionPages {
    private final DSLContext sql;
    private final LeadModels models;

    PredictionPages(DSLContext sql, LeadModels models) {
        this.sql = sql;
        this.models = models;
    }

    @Transactional(readOnly = true)
    public PredictionPage page(Ui ui) {
        if (!Rules.mayEdit(ui.me())) {
            throw new NotAllowed("prediction");
        }
        var model = models.newest();
        return new PredictionPage(
                enough(),
                model,
                sql.fetchExists(JOB, JOB.KIND.eq(TrainPrediction.KIND), JOB.STATE.in("waiting", "running")),
                weights(model));
    }

    /** Counted as the training does, but for duplicates. Reads the index lead_by_status. */
    private Trainability enough() {
        var qualified = LEAD.STATUS.eq("qualified");
        var row = sql.select(count().filterWhere(qualified), count())
                .from(LEAD)
                .where(LEAD.STATUS.in("qualified", "disqualified"))
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.REASON_CODE.isDistinctFrom("duplicate"))
                .fetchSingle();
        return new Trainability(row.value2(), row.value1(), row.value2() - row.value1());
    }

    private static List<Weight> weights(@Nullable LeadModel model) {
        if (model == null) {
            return List.of();
        }
        var spread = new HashMap<String, Double>();
        model.predictor()
                .kept()
                .terms()
                .forEach(term -> spread.merge(term.field(), Math.abs(term.weight()) * spread(term), Double::sum));
        var most =
                spread.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return spread.entrySet().stream()
                .map(entry -> new Weight(entry.getKey(), most == 0 ? 0 : entry.getValue() / most))
                .sorted(Comparator.comparingDouble((Weight weight) -> -weight.share()))
                .limit(12)
                .toList();
    }

    /** How far the answers to a question lie apart: the standard deviation. */
    private static double spread(Term term) {
        return switch (term.kind()) {
            case NUMBER, LOG -> 1;
            case WORD, RARE, MISSING, BAND -> Math.sqrt(Math.max(0, term.usual() * (1 - term.usual())));
        };
    }
}
