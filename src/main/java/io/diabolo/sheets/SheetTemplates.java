package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.SHEET_SETTING;
import static io.diabolo.jooq.Tables.SHEET_TEMPLATE;

import io.diabolo.jooq.tables.records.SheetTemplateRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Which sheets a workspace has, and by which ones it asks its leads and its opportunities. Everybody may read them. */
@Service
public class SheetTemplates {
    private static final String KIND = "sheet_template";
    private static final Set<String> EDITORS = Set.of("salesops", "manager");
    private static final int MOST = 40;
    private final DSLContext sql;
    private final BuiltInSheets builtIn;
    /** Later: a source reads records, whose pages read sheets. */
    private final ObjectProvider<SheetSource> sources;

    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    SheetTemplates(
            DSLContext sql,
            BuiltInSheets builtIn,
            ObjectProvider<SheetSource> sources,
            ChangeSets changeSets,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.builtIn = builtIn;
        this.sources = sources;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    /** Those that come with Diabolo, as far as nobody changed them, then the workspace's own. */
    @Transactional(readOnly = true)
    public List<SheetTemplate> all(Locale locale) {
        var further = further(locale);
        var own = own();
        own.removeIf(one -> further.stream().anyMatch(other -> other.key().equals(one.key())));
        var all = new ArrayList<SheetTemplate>();
        for (var one : builtIn.all(locale)) {
            all.add(own.stream()
                    .filter(other -> other.key().equals(one.key()))
                    .findFirst()
                    .orElse(one));
        }
        own.stream()
                .filter(one -> all.stream().noneMatch(other -> other.key().equals(one.key())))
                .forEach(all::add);
        var used = used(all);
        return all.stream()
                .map(one -> new SheetTemplate(
                        one.key(),
                        one.name(),
                        one.questions(),
                        one.version(),
                        BuiltInSheets.TYPES.stream()
                                .filter(type -> one.key().equals(used.get(type)))
                                .toList()))
                .toList();
    }

    /** Those that the workspace wrote or changed, of whatever records. */
    @Transactional(readOnly = true)
    public List<SheetTemplate> changed() {
        return own();
    }

    private List<SheetTemplate> own() {
        return sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.DELETED_AT.isNull())
                .orderBy(SHEET_TEMPLATE.CREATED_AT, SHEET_TEMPLATE.ID)
                .fetch(this::template);
    }

    private List<SheetTemplate> further(Locale locale) {
        return sources.stream().flatMap(source -> source.all(locale).stream()).toList();
    }

    /** Those of a kind of record that has sheets of its own, as the workspace changed them. */
    List<SheetTemplate> of(SheetSource source, Locale locale) {
        var own = own();
        return source.all(locale).stream()
                .map(one -> own.stream()
                        .filter(other -> other.key().equals(one.key()))
                        .findFirst()
                        .orElse(one))
                .toList();
    }

    @Nullable
    SheetSource source(String type) {
        return sources.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElse(null);
    }

    /** Whether records of this kind have a sheet. */
    boolean isAsked(String type) {
        return BuiltInSheets.TYPES.contains(type) || source(type) != null;
    }

    /** By kind of record. A sheet that is gone is used no more, so that there is always one. */
    private Map<String, String> used(List<SheetTemplate> all) {
        var used = new HashMap<>(BuiltInSheets.USUAL);
        sql.select(SHEET_SETTING.RECORD_TYPE, SHEET_SETTING.IN_USE)
                .from(SHEET_SETTING)
                .where(SHEET_SETTING.IN_USE.isNotNull())
                .forEach(row -> {
                    if (all.stream().anyMatch(one -> one.key().equals(row.value2()))) {
                        used.put(row.value1(), row.value2());
                    }
                });
        return used;
    }

    private SheetTemplate template(SheetTemplateRecord row) {
        var questions = Arrays.asList(json.readValue(row.getQuestions().data(), Question[].class));
        return new SheetTemplate(row.getKey(), row.getName(), questions, row.getVersion(), List.of());
    }

    /** The sheet by which records of a kind are asked: BANT for leads, discovery for opportunities, until somebody chooses. */
    @Transactional(readOnly = true)
    public SheetTemplate inUse(String type, Locale locale) {
        return inUse(type, all(locale));
    }

    static SheetTemplate inUse(String type, List<SheetTemplate> all) {
        return all.stream().filter(one -> one.isUsedFor(type)).findFirst().orElse(all.getFirst());
    }

    /** @throws NoSuchRecord when there is no such sheet */
    @Transactional(readOnly = true)
    public SheetTemplate find(String key, Locale locale) {
        var sheet = known(key, locale);
        if (sheet == null) {
            throw new NoSuchRecord("sheet", key);
        }
        return sheet;
    }

    @Nullable
    SheetTemplate known(String key, Locale locale) {
        return all(locale).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .or(() -> sources.stream()
                        .flatMap(source -> of(source, locale).stream())
                        .filter(one -> one.key().equals(key))
                        .findFirst())
                .orElse(null);
    }

    /**
     * Writes a sheet's questions, or a new sheet. Answers stay, also those to a question that goes.
     *
     * @param version the one that was looked at; null takes what is there
     */
    @Transactional
    public SheetTemplate save(String key, String name, List<Question> questions, @Nullable Integer version, Actor me) {
        me.mayWrite();
        if (!isEditor(key, me)) {
            throw new NotAllowed("sheets");
        }
        refuse(key, name, questions);
        var row = row(key);
        var actual = row == null ? 0 : row.getVersion();
        if (version != null && version != actual) {
            throw new StaleVersion(version, actual);
        }
        var changeSet = changeSets.open(me, "sheet.updated", name);
        if (row == null) {
            insert(key, name, questions, changeSet);
        } else {
            sql.update(SHEET_TEMPLATE)
                    .set(SHEET_TEMPLATE.NAME, name)
                    .set(SHEET_TEMPLATE.QUESTIONS, jsonb(questions))
                    .set(SHEET_TEMPLATE.VERSION, SHEET_TEMPLATE.VERSION.plus(1))
                    .set(SHEET_TEMPLATE.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(SHEET_TEMPLATE.ID.eq(row.getId()))
                    .execute();
            var before = template(row);
            changeSets.updated(
                    changeSet,
                    KIND,
                    row.getId(),
                    Map.of("name", before.name(), "questions", before.questions()),
                    Map.of("name", name, "questions", questions));
        }
        return find(key, me.locale());
    }

    private void insert(String key, String name, List<Question> questions, UUID changeSet) {
        var id = sql.insertInto(SHEET_TEMPLATE)
                .set(SHEET_TEMPLATE.KEY, key)
                .set(SHEET_TEMPLATE.NAME, name)
                .set(SHEET_TEMPLATE.QUESTIONS, jsonb(questions))
                .set(SHEET_TEMPLATE.CREATED_IN, changeSet)
                .returningResult(SHEET_TEMPLATE.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
    }

    /** From now on records of this kind are asked by this sheet. */
    @Transactional
    public void use(String key, String type, Actor me) {
        mayEdit(me);
        if (!BuiltInSheets.TYPES.contains(type)) {
            throw new BadInput("used_for", "problem.field.choice");
        }
        var wanted = find(key, me.locale());
        lock();
        if (inUse(type, me.locale()).key().equals(key)) {
            return;
        }
        var changeSet = changeSets.open(me, "sheet.chosen", wanted.name());
        sql.insertInto(SHEET_SETTING)
                .set(SHEET_SETTING.RECORD_TYPE, type)
                .set(SHEET_SETTING.REQUIRED, true)
                .onConflictDoNothing()
                .execute();
        var old = sql.selectFrom(SHEET_SETTING)
                .where(SHEET_SETTING.RECORD_TYPE.eq(type))
                .forUpdate()
                .fetchSingle();
        sql.update(SHEET_SETTING)
                .set(SHEET_SETTING.IN_USE, key)
                .where(SHEET_SETTING.ID.eq(old.getId()))
                .execute();
        changeSets.updated(
                changeSet,
                "sheet_setting",
                old.getId(),
                Collections.singletonMap("in_use", old.getInUse()),
                Map.of("in_use", key));
    }

    private void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'sheets', 0))");
    }

    private @Nullable SheetTemplateRecord row(String key) {
        lock();
        return sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.KEY.eq(key))
                .and(SHEET_TEMPLATE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
    }

    private JSONB jsonb(List<Question> questions) {
        return JSONB.valueOf(json.writeValueAsString(questions));
    }

    /** Of one sheet: who has its records in hand may change it too. */
    boolean isEditor(String key, Actor me) {
        return isEditor(me)
                || sources.stream()
                        .anyMatch(source -> source.mayEdit(me)
                                && source.all(me.locale()).stream()
                                        .anyMatch(one -> one.key().equals(key)));
    }

    static boolean isEditor(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(EDITORS::contains);
    }

    static void mayEdit(Actor me) {
        me.mayWrite();
        if (!isEditor(me)) {
            throw new NotAllowed("sheets");
        }
    }

    private static void refuse(String key, String name, List<Question> questions) {
        var faults = new ArrayList<BadInput.Fault>();
        if (!key.matches("[a-z][a-z0-9_]{0,40}")) {
            faults.add(new BadInput.Fault("key", "sheet.fault.key"));
        }
        if (name.isBlank() || name.length() > 80 || name.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("name", "sheet.fault.name"));
        }
        if (questions.isEmpty() || questions.size() > MOST) {
            faults.add(new BadInput.Fault("questions", "sheet.fault.questions", MOST));
        }
        var ids = new HashSet<String>();
        for (var i = 0; i < Math.min(questions.size(), MOST); i++) {
            var one = questions.get(i);
            var at = "questions[" + i + "].";
            if (!one.id().matches("[a-z][a-z0-9_]{0,40}") || !ids.add(one.id())) {
                faults.add(new BadInput.Fault(at + "id", "sheet.fault.key"));
            }
            if (one.label().isBlank()
                    || one.label().length() > 200
                    || one.label().indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault(at + "label", "sheet.fault.label"));
            }
            if (one.hint().length() > 500 || one.hint().indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault(at + "hint", "problem.field.too-long", 500));
            }
            if (!Question.KINDS.contains(one.kind())) {
                faults.add(new BadInput.Fault(at + "kind", "problem.field.choice"));
            }
            if (one.kind().equals("choice") && one.choices().size() < 2) {
                faults.add(new BadInput.Fault(at + "choices", "sheet.fault.choices"));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }
}
