package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The pipelines of a workspace. Everybody may read them. */
@Service
public class Pipelines {
    static final int MOST = 40;
    private final DSLContext sql;
    private final BuiltInPipelines builtIn;
    private final PipelineFaults faults;
    private final PipelineStore store;
    private final ChangeSets changeSets;

    Pipelines(
            DSLContext sql,
            BuiltInPipelines builtIn,
            PipelineFaults faults,
            PipelineStore store,
            ChangeSets changeSets) {
        this.sql = sql;
        this.builtIn = builtIn;
        this.faults = faults;
        this.store = store;
        this.changeSets = changeSets;
    }

    /** Those that come with Diabolo, as far as nobody changed them, then the workspace's own. */
    @Transactional(readOnly = true)
    public List<Pipeline> all(Locale locale) {
        return Snapshot.once("pipeline", locale.getLanguage(), () -> read(locale));
    }

    private List<Pipeline> read(Locale locale) {
        var own = store.own();
        var all = new ArrayList<Pipeline>();
        for (var one : builtIn.all(locale)) {
            var changed = own.remove(one.key());
            all.add(changed == null ? one : changed);
        }
        all.addAll(own.values());
        return List.copyOf(all);
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

    /** What the workspace calls it; the key itself where it says nothing. */
    @Transactional(readOnly = true)
    public String ownName(String key) {
        return all(Locale.ENGLISH).stream()
                .filter(one -> one.key().equals(key) && one.version() > 0)
                .map(Pipeline::name)
                .findFirst()
                .orElse(key);
    }

    /** The key of the pipeline that is called so, by key or name; null when there is none. */
    @Transactional(readOnly = true)
    public @Nullable String named(String text, Locale locale) {
        var key = store.key(text);
        return all(locale).stream()
                .filter(one -> one.key().equals(key) || one.name().equalsIgnoreCase(text.strip()))
                .map(Pipeline::key)
                .findFirst()
                .orElse(null);
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

    /** A further pipeline, called so. @throws BadInput also when one is called so already */
    @Transactional
    public Pipeline create(String name, List<PipelineStage> stages, Actor me) {
        refuse(me);
        store.lock();
        faults.refuse(name, stages);
        var key = store.key(name);
        if (all(me.locale()).size() >= MOST) {
            throw new BadInput("name", "pipeline.fault.many", MOST);
        }
        if (named(name, me.locale()) != null) {
            throw new BadInput("name", "pipeline.fault.taken");
        }
        store.write(key, name, stages, changeSets.open(me, "pipeline.created", name));
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
        store.lock();
        var present = find(key, me.locale());
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        faults.refuse(name, stages);
        store.write(key, name, stages, changeSets.open(me, "pipeline.updated", name));
        return find(key, me.locale());
    }

    /** The pipeline of that key says this; one that isn't there is made. @throws BadInput also when another is called so */
    @Transactional
    public void put(String key, String name, List<PipelineStage> stages, Actor me) {
        refuse(me);
        store.lock();
        if (!key.matches("[a-z][a-z0-9_]{0,60}")) {
            throw new BadInput("", "pipeline.fault.key");
        }
        var all = all(me.locale());
        var present =
                all.stream().filter(one -> one.key().equals(key)).findFirst().orElse(null);
        if (present != null) {
            save(key, name, stages, null, me);
            return;
        }
        faults.refuse(name, stages);
        if (all.size() >= MOST) {
            throw new BadInput("name", "pipeline.fault.many", MOST);
        }
        if (all.stream().anyMatch(one -> one.name().equalsIgnoreCase(name.strip()))) {
            throw new BadInput("name", "pipeline.fault.taken");
        }
        store.write(key, name, stages, changeSets.open(me, "pipeline.created", name));
    }

    /** What isn't used goes; one that comes with Diabolo is as it came. @throws BadInput while deals are in it */
    @Transactional
    public void delete(String key, Actor me) {
        refuse(me);
        store.lock();
        var present = find(key, me.locale());
        if (!present.builtIn()
                && sql.fetchExists(OPPORTUNITY, OPPORTUNITY.PIPELINE.eq(key).and(OPPORTUNITY.DELETED_AT.isNull()))) {
            throw new BadInput("key", "pipeline.fault.used");
        }
        if (present.version() > 0) {
            store.delete(key, changeSets.open(me, "pipeline.deleted", present.name()));
        }
    }
}
