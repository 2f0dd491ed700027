package io.diabolo.health.churn;

import static io.diabolo.jooq.Tables.JOB;

import io.diabolo.platform.NotAllowed;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page on which one reads how good the prediction is together. */
@Component
class ChurnPages {
    private static final int SHOWN = 12;
    private final DSLContext sql;
    private final ChurnModels models;
    private final ChurnHistory history;

    ChurnPages(DSLContext sql, ChurnModels models, ChurnHistory history) {
        this.sql = sql;
        this.models = models;
        this.history = history;
    }

    @Transactional(readOnly = true)
    public ChurnPage page(Ui ui) {
        if (!Rules.mayEdit(ui.me())) {
            throw new NotAllowed("churn");
        }
        var model = models.newest();
        return new ChurnPage(
                history.size(),
                model,
                sql.fetchExists(JOB, JOB.KIND.eq(LearnChurn.KIND), JOB.STATE.in("waiting", "running")),
                model == null ? List.of() : model.predictor().heaviest(SHOWN));
    }
}
