package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.JOB;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.NotAllowed;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page on which one reads how good the prediction is together. */
@Component
class PredictionPages {
    private static final int SHOWN = 12;
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
                model == null ? List.of() : model.predictor().heaviest(SHOWN));
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
}
