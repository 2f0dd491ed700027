package io.diabolo.health.churn;

import static io.diabolo.jooq.Tables.CHURN_MODEL;

import io.diabolo.prediction.Goodness;
import io.diabolo.prediction.Learned;
import io.diabolo.prediction.Predictor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was learned of a workspace's customers; the newest is in use. */
@Component
class ChurnModels {
    private final DSLContext sql;
    private final JsonMapper json;
    private final Clock clock;

    ChurnModels(DSLContext sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    boolean isAny() {
        return sql.fetchExists(CHURN_MODEL);
    }

    /** Reads the index churn_model_newest. */
    @Nullable
    ChurnModel newest() {
        return sql.selectFrom(CHURN_MODEL)
                .orderBy(CHURN_MODEL.TRAINED_AT.desc(), CHURN_MODEL.ID.desc())
                .limit(1)
                .fetchOne(row -> new ChurnModel(
                        row.getId(),
                        row.getTrainedAt().toInstant(),
                        row.getCases(),
                        row.getChurned(),
                        row.getCutAt().toInstant(),
                        json.readValue(row.getGoodness().data(), Goodness.class),
                        List.of(row.getLeftOut()),
                        Predictor.of(json.readValue(row.getPredictor().data(), Predictor.Kept.class))));
    }

    void keep(ChurnHistorySize size, Learned learned) {
        sql.insertInto(CHURN_MODEL)
                .set(CHURN_MODEL.TRAINED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(CHURN_MODEL.CASES, size.cases())
                .set(CHURN_MODEL.CHURNED, size.churned())
                .set(CHURN_MODEL.CUT_AT, learned.cutAt().atOffset(ZoneOffset.UTC))
                .set(CHURN_MODEL.GOODNESS, JSONB.valueOf(json.writeValueAsString(learned.goodness())))
                .set(CHURN_MODEL.LEFT_OUT, learned.leftOut().toArray(String[]::new))
                .set(
                        CHURN_MODEL.PREDICTOR,
                        JSONB.valueOf(
                                json.writeValueAsString(learned.predictor().kept())))
                .execute();
    }
}
