package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD_MODEL;

import io.diabolo.platform.Snapshot;
import io.diabolo.prediction.Goodness;
import io.diabolo.prediction.Predictor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The predictors of a workspace; the newest is in use. */
@Component
class LeadModels {
    private final DSLContext sql;
    private final JsonMapper json;

    LeadModels(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    boolean isAny() {
        return Snapshot.once("lead_model", "any", () -> sql.fetchExists(LEAD_MODEL));
    }

    /** Reads the index lead_model_newest. */
    @Nullable
    LeadModel newest() {
        return Snapshot.once("lead_model", "newest", () -> Optional.ofNullable(readNewest()))
                .orElse(null);
    }

    private @Nullable LeadModel readNewest() {
        return sql.selectFrom(LEAD_MODEL)
                .orderBy(LEAD_MODEL.TRAINED_AT.desc(), LEAD_MODEL.ID.desc())
                .limit(1)
                .fetchOne(row -> new LeadModel(
                        row.getId(),
                        row.getTrainedAt().toInstant(),
                        row.getLeads(),
                        row.getQualified(),
                        row.getImported(),
                        row.getCutAt().toInstant(),
                        json.readValue(row.getGoodness().data(), Goodness.class),
                        List.of(row.getLeftOut()),
                        Predictor.of(json.readValue(row.getPredictor().data(), Predictor.Kept.class))));
    }

    void keep(LeadModel model) {
        sql.insertInto(LEAD_MODEL)
                .set(LEAD_MODEL.ID, model.id())
                .set(LEAD_MODEL.TRAINED_AT, model.trainedAt().atOffset(ZoneOffset.UTC))
                .set(LEAD_MODEL.LEADS, model.leads())
                .set(LEAD_MODEL.QUALIFIED, model.qualified())
                .set(LEAD_MODEL.IMPORTED, model.imported())
                .set(LEAD_MODEL.CUT_AT, model.cutAt().atOffset(ZoneOffset.UTC))
                .set(LEAD_MODEL.GOODNESS, JSONB.valueOf(json.writeValueAsString(model.goodness())))
                .set(LEAD_MODEL.LEFT_OUT, model.leftOut().toArray(String[]::new))
                .set(
                        LEAD_MODEL.PREDICTOR,
                        JSONB.valueOf(json.writeValueAsString(model.predictor().kept())))
                .execute();
    }
}
