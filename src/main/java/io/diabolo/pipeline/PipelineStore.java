package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.PIPELINE;

import io.diabolo.jooq.tables.records.PipelineRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where the pipelines stand that a workspace wrote. Their columns name and stages are the change log's too, so that each change can be undone. */
@Component
class PipelineStore {
    private static final String KIND = "pipeline";
    private final DSLContext sql;
    private final BuiltInPipelines builtIn;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    PipelineStore(DSLContext sql, BuiltInPipelines builtIn, ChangeSets changeSets, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.builtIn = builtIn;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    /** By key, in the order in which they were made. */
    Map<String, Pipeline> own() {
        var own = new LinkedHashMap<String, Pipeline>();
        sql.selectFrom(PIPELINE)
                .where(PIPELINE.DELETED_AT.isNull())
                .orderBy(PIPELINE.CREATED_AT, PIPELINE.ID)
                .forEach(row -> own.put(row.getKey(), pipeline(row)));
        return own;
    }

    private Pipeline pipeline(PipelineRecord row) {
        var key = row.getKey();
        return new Pipeline(
                key,
                row.getName(),
                BuiltInPipelines.KEYS.contains(key),
                row.getVersion(),
                stages(key, row.getStages()));
    }

    /** A pipeline that an import brought says nothing yet of its stages. */
    private List<PipelineStage> stages(String key, JSONB stored) {
        var said = Arrays.asList(json.readValue(stored.data(), PipelineStage[].class));
        return said.isEmpty() ? builtIn.stages(key) : said;
    }

    /** As an import makes it of a name. */
    String key(String name) {
        return sql.select(DSL.field("pipeline_key({0})", String.class, DSL.val(name)))
                .fetchSingle()
                .value1();
    }

    /** Two who change what comes with Diabolo at once: the second waits, and finds what the first made. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'pipelines', 0))");
    }

    void write(String key, String name, List<PipelineStage> stages, UUID changeSet) {
        var row = row(key);
        if (row == null) {
            insert(key, name, stages, changeSet);
        } else {
            update(row, name, stages, changeSet);
        }
    }

    private @Nullable PipelineRecord row(String key) {
        return sql.selectFrom(PIPELINE)
                .where(PIPELINE.KEY.eq(key))
                .and(PIPELINE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
    }

    private void insert(String key, String name, List<PipelineStage> stages, UUID changeSet) {
        var id = sql.insertInto(PIPELINE)
                .set(PIPELINE.KEY, key)
                .set(PIPELINE.NAME, name)
                .set(PIPELINE.STAGES, jsonb(stages))
                .set(PIPELINE.CREATED_IN, changeSet)
                .returningResult(PIPELINE.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
    }

    private void update(PipelineRecord row, String name, List<PipelineStage> stages, UUID changeSet) {
        sql.update(PIPELINE)
                .set(PIPELINE.NAME, name)
                .set(PIPELINE.STAGES, jsonb(stages))
                .set(PIPELINE.VERSION, PIPELINE.VERSION.plus(1))
                .set(PIPELINE.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(PIPELINE.ID.eq(row.getId()))
                .execute();
        changeSets.updated(
                changeSet,
                KIND,
                row.getId(),
                Map.of(
                        "name",
                        row.getName(),
                        "stages",
                        json.readTree(row.getStages().data())),
                Map.of("name", name, "stages", stages));
    }

    /** @return false when nobody wrote it */
    boolean delete(String key, UUID changeSet) {
        var row = row(key);
        if (row == null) {
            return false;
        }
        sql.update(PIPELINE)
                .set(PIPELINE.DELETED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(PIPELINE.ID.eq(row.getId()))
                .execute();
        changeSets.deleted(changeSet, KIND, row.getId());
        return true;
    }

    private JSONB jsonb(List<PipelineStage> stages) {
        return JSONB.valueOf(json.writeValueAsString(stages));
    }
}
