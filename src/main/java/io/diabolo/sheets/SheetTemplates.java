package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.SHEET_SETTING;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which sheets a workspace has, and by which ones it asks its leads and its opportunities. Everybody may read them. */
@Service
public class SheetTemplates {
    private static final Set<String> EDITORS = Set.of("salesops", "manager");
    private final DSLContext sql;
    private final BuiltInSheets builtIn;
    /** Later: a source reads records, whose pages read sheets. */
    private final ObjectProvider<SheetSource> sources;

    private final SheetTemplateStore store;
    private final ChangeSets changeSets;

    SheetTemplates(
            DSLContext sql,
            BuiltInSheets builtIn,
            ObjectProvider<SheetSource> sources,
            SheetTemplateStore store,
            ChangeSets changeSets) {
        this.sql = sql;
        this.builtIn = builtIn;
        this.sources = sources;
        this.store = store;
        this.changeSets = changeSets;
    }

    /** Those that come with Diabolo, as far as nobody changed them, then the workspace's own. */
    @Transactional(readOnly = true)
    public List<SheetTemplate> all(Locale locale) {
        var chosen = Snapshot.once("sheet_setting", "in use", this::chosen);
        return Snapshot.once("sheet_template", new All(locale, chosen), () -> read(locale, chosen));
    }

    private record All(Locale locale, Map<String, String> chosen) {}

    private List<SheetTemplate> read(Locale locale, Map<String, String> chosen) {
        var further = further(locale);
        var own = store.all();
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
        var used = new HashMap<>(BuiltInSheets.USUAL);
        chosen.forEach((type, key) -> {
            // A sheet that is gone is used no more, so that there is always one.
            if (all.stream().anyMatch(one -> one.key().equals(key))) {
                used.put(type, key);
            }
        });
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

    /** Those that the workspace wrote or changed, of whatever records, with their words in each language. */
    @Transactional(readOnly = true)
    public List<SheetTemplateStore.Kept> changed() {
        return store.allKept();
    }

    private List<SheetTemplate> further(Locale locale) {
        return sources.stream().flatMap(source -> source.all(locale).stream()).toList();
    }

    /** Those of a kind of record that has sheets of its own, as the workspace changed them, in the reader's language. */
    List<SheetTemplate> of(SheetSource source, Locale locale) {
        var usual = source.all(locale);
        var own = store.worded(usual.stream().map(SheetTemplate::key).toList());
        return usual.stream()
                .map(one -> {
                    var changed = own.get(one.key());
                    return changed == null ? one : changed.read(one, SheetWords.language(locale));
                })
                .toList();
    }

    /** Whether it is worded in each language apart. */
    boolean isTranslated(String key) {
        return usual(key, Locale.UK) != null;
    }

    private @Nullable SheetTemplate usual(String key, Locale locale) {
        return further(locale).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** The questions that the workspace worded anew in the other language only. */
    @Transactional(readOnly = true)
    public Set<String> onlyElsewhere(String key, String language) {
        var own = store.worded(List.of(key)).get(key);
        return own == null ? Set.of() : own.words().onlyElsewhere(language);
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

    /** The key of a sheet by kind of record, where the workspace chose one. */
    private Map<String, String> chosen() {
        return sql.select(SHEET_SETTING.RECORD_TYPE, SHEET_SETTING.IN_USE)
                .from(SHEET_SETTING)
                .where(SHEET_SETTING.IN_USE.isNotNull())
                .fetchMap(SHEET_SETTING.RECORD_TYPE, SHEET_SETTING.IN_USE);
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

    /** The same in the language of whoever writes. */
    @Transactional
    public SheetTemplate save(String key, String name, List<Question> questions, @Nullable Integer version, Actor me) {
        return save(key, name, questions, version, SheetWords.language(me.locale()), me);
    }

    /**
     * Writes a sheet's questions, or a new sheet. Answers stay, also those to a question that goes. Of one that comes in two
     * languages the words of one are written, and the other keeps its own.
     *
     * @param version the one that was looked at; null takes what is there
     * @param language fr or en
     */
    @Transactional
    public SheetTemplate save(
            String key, String name, List<Question> questions, @Nullable Integer version, String language, Actor me) {
        me.mayWrite();
        if (!isEditor(key, me)) {
            throw new NotAllowed("sheets");
        }
        SheetFaults.refuse(key, name, questions);
        if (!SheetWords.LANGUAGES.contains(language)) {
            throw new BadInput("language", "problem.field.choice");
        }
        var present = store.lock(key);
        var actual = present == null ? 0 : present.sheet().version();
        if (version != null && version != actual) {
            throw new StaleVersion(version, actual);
        }
        var usual = usual(key, SheetWords.locale(language));
        var before = present == null ? new SheetWords(Map.of()) : present.words();
        if (present != null && before.byLanguage().isEmpty()) {
            // Changed before its words were kept by language: the other one goes on reading as it did.
            before = SheetWords.standing(present.sheet(), SheetWords.other(language));
        }
        var words = usual == null ? new SheetWords(Map.of()) : before.with(language, name, questions, usual);
        var changeSet = changeSets.open(me, "sheet.updated", name);
        if (present == null) {
            store.insert(key, name, questions, words, changeSet);
        } else {
            store.update(present, name, questions, words, changeSet);
        }
        return find(key, SheetWords.locale(language));
    }

    /** The sheet of that key says this, in each language what is given for it. @throws BadInput with all that is wrong */
    @Transactional
    public void put(String key, String name, List<Question> questions, SheetWords words, Actor me) {
        me.mayWrite();
        if (!isEditor(key, me)) {
            throw new NotAllowed("sheets");
        }
        SheetFaults.refuse(key, name, questions);
        if (!words.byLanguage().isEmpty() && !isTranslated(key)) {
            throw new BadInput("words", "configuration.fault.unknown");
        }
        words.byLanguage().forEach((language, said) -> {
            if (!SheetWords.LANGUAGES.contains(language)) {
                throw new BadInput("words." + language, "problem.field.choice");
            }
            var lines = said.questions().entrySet().stream()
                    .map(one -> new Question(
                            one.getKey(), one.getValue().label(), one.getValue().hint(), "text", List.of(), false))
                    .toList();
            SheetFaults.refuse(key, said.name() == null ? name : said.name(), lines.isEmpty() ? questions : lines);
        });
        var present = store.lock(key);
        var changeSet = changeSets.open(me, "sheet.updated", name);
        if (present == null) {
            store.insert(key, name, questions, words, changeSet);
        } else {
            store.update(present, name, questions, words, changeSet);
        }
    }

    /** From now on records of this kind are asked by this sheet. */
    @Transactional
    public void use(String key, String type, Actor me) {
        mayEdit(me);
        if (!BuiltInSheets.TYPES.contains(type)) {
            throw new BadInput("used_for", "problem.field.choice");
        }
        var wanted = find(key, me.locale());
        store.lock();
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
}
