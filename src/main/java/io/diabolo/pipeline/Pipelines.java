package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PIPELINE;

import io.diabolo.jooq.tables.records.PipelineRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The pipelines of a workspace. Everybody may read them. */
@Service
public class Pipelines {
    static final int MOST = 40;
    private static final String KIND = "pipeline";
    private final DSLContext sql;
    private final BuiltInPipelines builtIn;
    private final PipelineFaults faults;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    Pipelines(
            DSLContext sql,
            BuiltInPipelines builtIn,
            PipelineFaults faults,
            ChangeSets changeSets,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.builtIn = builtIn;
        this.faults = faults;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    /** Those that come with Diabolo, as far as nobody changed them, then the workspace's own. */
    @Transactional(readOnly = true)
    public List<Pipeline> all(Locale locale) {
        return Snapshot.once(KIND, locale.getLanguage(), () -> read(locale));
    }

    private List<Pipeline> read(Locale locale) {
        var own = new LinkedHashMap<String, Pipeline>();
        sql.selectFrom(PIPELINE)
                .where(PIPELINE.DELETED_AT.isNull())
                .orderBy(PIPELINE.CREATED_AT, PIPELINE.ID)
                .forEach(row -> own.put(row.getKey(), pipeline(row)));
        var all = new ArrayList<Pipeline>();
        for (var one : builtIn.all(locale)) {
            var changed = own.remove(one.key());
            all.add(changed == null ? one : changed);
        }
        all.addAll(own.values());
        return List.copyOf(all);
    }

    private Pipeline pipeline(PipelineRecord row) {
        var key = row.getKey();
        return new Pipeline(
                key, row.getName(), BuiltInPipelines.KEYS.contains(key), row.getVersion(), stages(key, row.getStages()));
    }

    /** A pipeline that an import brought says nothing yet of its stages. */
    private List<PipelineStage> stages(String key, JSONB stored) {
        var said = stored.data().startsWith("[")
                ? Arrays.asList(json.readValue(stored.data(), PipelineStage[].class))
                : List.<PipelineStage>of();
        return said.isEmpty() ? builtIn.stages(key) : said;
    }

    /** The pipeline of that key; of one that is gone, what new business does. */
    @Transactional(readOnly = true)
    public Pipeline of(@Nullable String key, Locale locale) {
        var all = all(locale);
        return all.stream().filter(one -> one.key().equals(key)).findFirst().orElse(all.getFirst());
    }

    /** @throws NoSuchRecord when there is none of that key */
    @Transactional(readOnly = true)
    public Pipeline find(String key, Locale locale) {
        return all(locale).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("pipeline", key));
    }

    /** The key of the pipeline that is called so, by key or name; null when there is none. */
    @Transactional(readOnly = true)
    public @Nullable String named(String text, Locale locale) {
        var key = key(text);
        return all(locale).stream()
                .filter(one -> one.key().equals(key) || one.name().equalsIgnoreCase(text.strip()))
                .map(Pipeline::key)
                .findFirst()
                .orElse(null);
    }

    /** In the database, so that an import makes the same of a name. */
    private String key(String name) {
        return sql.select(org.jooq.impl.DSL.field("pipeline_key({0})", String.class, org.jooq.impl.DSL.val(name)))
                .fetchSingle()
                .value1();
    }

    /** Who may change pipelines: administrators, sales operations and managers. */
    public static boolean mayEdit(Actor me) {
        return Rules.mayEdit(me);
    }

    private static void refuse(Actor me) {
        me.mayWrite();
        if (!mayEdit(me)) {
            throw new NotAllowed("pipelines");
        }
    }

    /** A further pipeline, called so. @throws io.diabolo.platform.BadInput also when one is called so already */
    @Transactional
    public Pipeline create(String name, List<PipelineStage> stages, Actor me) {
        refuse(me);
        lock();
        faults.refuse(name, stages);
        var key = key(name);
        if (all(me.locale()).size() >= MOST) {
            throw new io.diabolo.platform.BadInput("name", "pipeline.fault.many", MOST);
        }
        if (named(name, me.locale()) != null) {
            throw new io.diabolo.platform.BadInput("name", "pipeline.fault.taken");
        }
        insert(key, name, stages, changeSets.open(me, "pipeline.created", name));
        return find(key, me.locale());
    }

    /**
     * Writes a pipeline: its name and what its stages say.
     *
     * @param version the one that was looked at; null takes what is there
     */
    @Transactional
    public Pipeline save(String key, String name, List<PipelineStage> stages, @Nullable Integer version, Actor me) {
        refuse(me);
        lock();
        var present = find(key, me.locale());
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        faults.refuse(name, stages);
        var row = sql.selectFrom(PIPELINE)
                .where(PIPELINE.KEY.eq(key))
                .and(PIPELINE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        var changeSet = changeSets.open(me, "pipeline.updated", name);
        if (row == null) {
            insert(key, name, stages, changeSet);
        } else {
            update(row, name, stages, changeSet);
        }
        return find(key, me.locale());
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
                Map.of("name", row.getName(), "stages", json.readTree(row.getStages().data())),
                Map.of("name", name, "stages", stages));
    }

    /** What isn't used goes; one that comes with Diabolo is as it came. @throws io.diabolo.platform.BadInput while deals are in it */
    @Transactional
    public void delete(String key, Actor me) {
        refuse(me);
        lock();
        var present = find(key, me.locale());
        if (!present.builtIn()
                && sql.fetchExists(OPPORTUNITY, OPPORTUNITY.PIPELINE.eq(key).and(OPPORTUNITY.DELETED_AT.isNull()))) {
            throw new io.diabolo.platform.BadInput("key", "pipeline.fault.used");
        }
        var row = sql.selectFrom(PIPELINE)
                .where(PIPELINE.KEY.eq(key))
                .and(PIPELINE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        if (row != null) {
            var changeSet = changeSets.open(me, "pipeline.deleted", present.name());
            sql.update(PIPELINE)
                    .set(PIPELINE.DELETED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(PIPELINE.ID.eq(row.getId()))
                    .execute();
            changeSets.deleted(changeSet, KIND, row.getId());
        }
    }

    private void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'pipelines', 0))");
    }

    private JSONB jsonb(List<PipelineStage> stages) {
        return JSONB.valueOf(json.writeValueAsString(stages));
    }
}
