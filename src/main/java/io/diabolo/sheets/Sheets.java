package io.diabolo.sheets;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sheets of records. Who sees a record may answer its questions; nothing is overwritten, the newest answer holds, and the
 * older ones stay with who wrote them.
 */
@Service
public class Sheets {
    private final SheetReading reading;
    private final AnswerStore store;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final Clock clock;

    Sheets(
            SheetReading reading,
            AnswerStore store,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Announcements announcements,
            Clock clock) {
        this.reading = reading;
        this.store = store;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * What somebody answers; the words as a form or JSON gives them, null for what stays as it was.
     *
     * @param occasion the key of the {@link Occasion} at which it was said
     * @param was the value that its writer had before their eyes; null takes what is there
     */
    public record Said(
            @Nullable String value,
            @Nullable String saidBy,
            @Nullable String saidOn,
            @Nullable String source,
            @Nullable String note,
            @Nullable String occasion,
            @Nullable String was) {
        public Said(
                @Nullable String value,
                @Nullable String saidBy,
                @Nullable String saidOn,
                @Nullable String source,
                @Nullable String note) {
            this(value, saidBy, saidOn, source, note, null, null);
        }
    }

    /**
     * What came of answering.
     *
     * @param changeSet null when nothing was new
     * @param conflicts the questions that somebody else answered differently meanwhile; of these nothing is written
     */
    public record Filled(@Nullable UUID changeSet, List<String> conflicts) {}

    /** @throws NoSuchRecord also if {@code me} can't see the record */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Sheet of(String type, UUID subject, Actor me) {
        records.get(types.byId(type).orElseThrow(), subject, me);
        return reading.of(type, subject, me.locale());
    }

    /** For who has looked already whether it may be seen. */
    @Transactional(readOnly = true)
    public Sheet of(String type, UUID subject, Locale locale) {
        return reading.of(type, subject, locale);
    }

    /** Several at once; for who has looked already whether they may be seen. */
    @Transactional(readOnly = true)
    public Map<UUID, Sheet> of(String type, Collection<UUID> subjects, Locale locale) {
        return reading.of(type, subjects, locale);
    }

    /** Answers of these records go for good, with their history: for an erasure, which nothing takes back. */
    @Transactional
    public void forget(Collection<UUID> subjects) {
        store.forget(subjects);
    }

    /** How complete the sheets of these are, in percent; for who has looked already whether they may be seen. */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> completeness(String type, Collection<UUID> subjects) {
        var all = new HashMap<UUID, Integer>();
        reading.of(type, subjects, Locale.UK).forEach((subject, sheet) -> all.put(subject, sheet.completeness()));
        return all;
    }

    /** What rises with each answer. */
    @Transactional(readOnly = true)
    public int version(UUID subject) {
        return store.version(subject);
    }

    /** All answers to a question, the newest first. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Answer> history(String type, UUID subject, String question, Actor me) {
        records.get(types.byId(type).orElseThrow(), subject, me);
        var sheet = reading.of(type, subject, me.locale());
        var answers = store.history(subject, sheet.template().key(), question);
        sheet.entries().stream()
                .filter(entry -> entry.question().id().equals(question))
                .flatMap(entry -> entry.earlier().stream())
                .map(Earlier::answer)
                .forEach(answers::add);
        return answers;
    }

    /**
     * Writes down answers; what says the same as before is left out.
     *
     * @return the change set; null when nothing was new
     * @throws BadInput naming each answer that doesn't suit its question
     */
    @Transactional
    public @Nullable UUID answer(String type, UUID subject, Map<String, Said> said, Actor me) {
        return fill(type, subject, said, me).changeSet();
    }

    /** The answers are these, and to every other question there is none. */
    @Transactional
    public @Nullable UUID replace(
            String type, UUID subject, Map<String, Said> said, @Nullable Integer version, Actor me) {
        me.mayWrite();
        records.get(types.byId(type).orElseThrow(), subject, me);
        store.lock(subject);
        var actual = store.version(subject);
        if (version != null && version != actual) {
            throw new StaleVersion(version, actual);
        }
        var all = new LinkedHashMap<>(said);
        reading.of(type, subject, me.locale())
                .entries()
                .forEach(entry -> all.putIfAbsent(entry.question().id(), new Said("", "", "", "", "")));
        return fill(type, subject, all, me).changeSet();
    }

    /** Writes down answers, but none over what somebody else wrote while they were typed. */
    @Transactional
    public Filled fill(String type, UUID subject, Map<String, Said> said, Actor me) {
        me.mayWrite();
        var row = records.get(types.byId(type).orElseThrow(), subject, me);
        store.lock(subject);
        var sheet = reading.of(type, subject, me.locale());
        var conflicts = new ArrayList<String>();
        var fresh = new AnswerInput(sheet, clock.instant()).fresh(said, conflicts);
        if (fresh.isEmpty()) {
            return new Filled(null, conflicts);
        }
        var changeSet = changeSets.open(me, "sheet.answered", Objects.toString(row.value("name"), ""));
        // Each a little later than the one before it, whatever the clock says: the newest holds.
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        var key = sheet.template().key();
        fresh.forEach((question, answer) ->
                store.add(type, new AnswerStore.Row(subject, key, question, answer), at, changeSet, me));
        changeSets.updated(changeSet, type, subject, Map.of(), Map.of());
        announcements.changed(type + "-" + subject);
        return new Filled(changeSet, conflicts);
    }
}
