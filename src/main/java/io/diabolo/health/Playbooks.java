package io.diabolo.health;

import static io.diabolo.jooq.Tables.PLAYBOOK;

import io.diabolo.jooq.tables.records.PlaybookRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The playbooks of a workspace: those that come with Diabolo, as they are or as it changed them, and its own. */
@Service
class Playbooks {
    static final String RECOVERY = "recovery";
    static final String USAGE = "usage";
    static final String SERVICE = "service";
    static final String SPONSOR = "sponsor";
    static final String NOTICE = "notice";
    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final int LATEST = 365;

    /** Who does each task, and after how many days; what it says is the text {@code playbook.step.<key>.<nth>}. */
    private record BuiltIn(String key, List<String> who, List<Integer> days) {}

    private static final List<BuiltIn> BUILT_IN = List.of(
            new BuiltIn(RECOVERY, List.of("csm", "csm", "am", "csm"), List.of(0, 2, 5, 14)),
            new BuiltIn(USAGE, List.of("csm", "csm", "csm"), List.of(1, 5, 14)),
            new BuiltIn(SERVICE, List.of("csm", "csm", "am"), List.of(0, 1, 7)),
            new BuiltIn(SPONSOR, List.of("csm", "am", "csm"), List.of(1, 3, 10)),
            new BuiltIn(NOTICE, List.of("am", "csm", "am"), List.of(0, 2, 7)));

    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    Playbooks(DSLContext sql, ChangeSets changeSets, Texts texts, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** Those that come with Diabolo first, then the workspace's own by their names. */
    @Transactional(readOnly = true)
    public List<Playbook> all(Locale locale) {
        var kept = new LinkedHashMap<String, Playbook>();
        BUILT_IN.forEach(one -> kept.put(one.key(), builtIn(one, locale)));
        sql.selectFrom(PLAYBOOK)
                .where(PLAYBOOK.DELETED_AT.isNull())
                .orderBy(PLAYBOOK.NAME, PLAYBOOK.ID)
                .forEach(row -> kept.put(row.getKey(), playbook(row)));
        return List.copyOf(kept.values());
    }

    private Playbook builtIn(BuiltIn one, Locale locale) {
        var tasks = IntStream.range(0, one.days().size())
                .mapToObj(at -> new Playbook.Task(
                        texts.text(locale, "playbook.step." + one.key() + "." + (at + 1)),
                        one.who().get(at),
                        one.days().get(at)))
                .toList();
        return new Playbook(one.key(), texts.text(locale, "playbook.name." + one.key()), tasks, false, 0);
    }

    private Playbook playbook(PlaybookRecord row) {
        return new Playbook(
                row.getKey(),
                row.getName(),
                List.of(json.readValue(row.getTasks().data(), Playbook.Task[].class)),
                true,
                row.getVersion());
    }

    @Transactional(readOnly = true)
    public boolean isKnown(String key) {
        return isBuiltIn(key) || sql.fetchExists(PLAYBOOK, PLAYBOOK.KEY.eq(key).and(PLAYBOOK.DELETED_AT.isNull()));
    }

    static boolean isBuiltIn(String key) {
        return BUILT_IN.stream().anyMatch(one -> one.key().equals(key));
    }

    @Transactional(readOnly = true)
    public Map<String, String> names(Locale locale) {
        var all = new LinkedHashMap<String, String>();
        all(locale).forEach(one -> all.put(one.key(), one.name()));
        return all;
    }

    /** Null where there is none any more. */
    @Transactional(readOnly = true)
    public @Nullable Playbook find(String key, Locale locale) {
        return all(locale).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /**
     * Changes one, or adds one.
     *
     * @param key null: a new one
     * @throws BadInput naming what is wrong
     * @throws StaleVersion when somebody changed it meanwhile
     */
    @Transactional
    public String save(
            @Nullable String key, String name, List<Playbook.Typed> typed, @Nullable Integer version, Actor me) {
        mayEdit(me);
        if (key != null && !isKnown(key)) {
            throw new NoSuchRecord("playbook", key);
        }
        var tasks = tasks(name, typed);
        var row = key == null ? null : lock(key);
        var actual = row == null ? 0 : row.getVersion();
        if (version != null && version != actual) {
            throw new StaleVersion(version, actual);
        }
        if (row == null && sql.fetchCount(PLAYBOOK, PLAYBOOK.DELETED_AT.isNull()) >= MOST) {
            throw new BadInput("name", "playbook.fault.many", MOST);
        }
        var changeSet = changeSets.open(me, "playbook.saved", name.strip());
        var written = JSONB.valueOf(json.writeValueAsString(tasks));
        if (row == null) {
            var made = sql.newRecord(PLAYBOOK);
            made.setKey(key == null ? UUID.randomUUID().toString() : key);
            made.setName(name.strip());
            made.setTasks(written);
            made.setCreatedIn(changeSet);
            made.insert();
            changeSets.created(changeSet, "playbook", made.getId());
            return made.getKey();
        }
        changeSets.updated(
                changeSet,
                "playbook",
                row.getId(),
                Map.of("name", row.getName(), "tasks", playbook(row).tasks()),
                Map.of("name", name.strip(), "tasks", tasks));
        row.setName(name.strip());
        row.setTasks(written);
        row.setVersion(row.getVersion() + 1);
        row.update();
        return row.getKey();
    }

    /** Two who change what comes with Diabolo at once: the second waits, and finds what the first made. */
    private @Nullable PlaybookRecord lock(String key) {
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 0))",
                DSL.val("playbook/" + key));
        return sql.selectFrom(PLAYBOOK)
                .where(PLAYBOOK.KEY.eq(key))
                .and(PLAYBOOK.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
    }

    private static List<Playbook.Task> tasks(String name, List<Playbook.Typed> typed) {
        var faults = new ArrayList<BadInput.Fault>();
        if (name.isBlank() || name.strip().length() > LONGEST || name.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("name", "playbook.fault.name", LONGEST));
        }
        var tasks = new ArrayList<Playbook.Task>();
        for (var at = 0; at < typed.size(); at++) {
            var one = typed.get(at);
            if (one.isEmpty()) {
                continue;
            }
            var days = one.number();
            if (days == null || days > LATEST) {
                faults.add(new BadInput.Fault("tasks[" + at + "].days", "playbook.fault.days", LATEST));
            } else if (one.subject().strip().length() > LONGEST || one.subject().indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault("tasks[" + at + "].subject", "playbook.fault.subject", LONGEST));
            } else if (!Playbook.Task.WHO.contains(one.who())) {
                faults.add(new BadInput.Fault("tasks[" + at + "].who", "problem.field.choice"));
            } else {
                tasks.add(new Playbook.Task(one.subject().strip(), one.who(), days));
            }
        }
        if (tasks.size() > Playbook.MOST_TASKS || (tasks.isEmpty() && faults.isEmpty())) {
            faults.add(new BadInput.Fault("tasks[0].subject", "playbook.fault.tasks", Playbook.MOST_TASKS));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return tasks;
    }

    /** Takes an own one away, or goes back to how it comes with Diabolo. Risks that are open keep their tasks. */
    @Transactional
    public void remove(String key, Actor me) {
        mayEdit(me);
        var row = lock(key);
        if (row == null) {
            throw new NoSuchRecord("playbook", key);
        }
        var changeSet = changeSets.open(me, "playbook.removed", row.getName());
        row.setDeletedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        changeSets.deleted(changeSet, "playbook", row.getId());
    }

    private static void mayEdit(Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("rules");
        }
    }
}
