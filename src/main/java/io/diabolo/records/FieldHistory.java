package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordField.Use;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each field of a record was before, and the way back to it. */
@Service
public class FieldHistory {
    private final ChangeLines changes;
    private final Records records;
    private final RecordTypes types;
    private final RecordHistory histories;
    private final Texts texts;

    FieldHistory(ChangeLines changes, Records records, RecordTypes types, RecordHistory histories, Texts texts) {
        this.changes = changes;
        this.records = records;
        this.types = types;
        this.histories = histories;
        this.texts = texts;
    }

    /**
     * One change of one field.
     *
     * @param origin through what it came: page, api, import …
     * @param before the value that it had, in its field's own kind; of a reference the id
     * @param from the same as its reader sees it
     */
    public record Entry(
            UUID changeSet,
            Instant at,
            String member,
            String origin,
            ListField field,
            @Nullable Object before,
            @Nullable Object after,
            String from,
            String to) {
        /** Whether the record can have the earlier value again by an ordinary edit. */
        public boolean isReversible() {
            return field.is(Use.EDIT)
                    && (field.custom() != null || field.field().is(Use.STORED));
        }
    }

    /**
     * The changes of one field, or of all, the newest first, without what was undone. Reads the index change_history.
     *
     * @param field its name; empty: all
     * @throws NoSuchRecord also if the record can't be seen, or has no such field
     */
    @Transactional(readOnly = true)
    public List<Entry> of(RecordType type, UUID id, String field, Ui ui) {
        var present = records.get(type, id, ui.me());
        var fields = types.fields(type).stream()
                .filter(one -> field.isEmpty()
                        || one.name().equals(field)
                        || one.apiName().equals(field))
                .toList();
        if (fields.isEmpty()) {
            throw new NoSuchRecord("field", id);
        }
        var lines = lines(type, id, field.isEmpty() ? null : RecordHistory.key(fields.getFirst()));
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : lines) {
            values.add(line.before());
            values.add(line.after());
        }
        var reader = new RecordHistory.Reader(new FieldText(ui, texts), histories.named(fields, values), present);
        var entries = new ArrayList<Entry>();
        for (var line : lines) {
            for (var one : fields) {
                if (line.after().containsKey(RecordHistory.key(one))) {
                    var entry = entry(line, one, reader);
                    if (!Objects.equals(entry.before(), entry.after())) {
                        entries.add(entry);
                    }
                }
            }
        }
        return entries;
    }

    private static Entry entry(ChangeLines.Line line, ListField field, RecordHistory.Reader reader) {
        return new Entry(
                line.changeSet(),
                line.at(),
                line.member(),
                line.origin(),
                field,
                reader.typed(field, line.before()),
                reader.typed(field, line.after()),
                reader.shown(field, line.before()),
                reader.shown(field, line.after()));
    }

    private List<ChangeLines.Line> lines(RecordType type, UUID id, @Nullable String key) {
        return changes.of(
                type,
                id,
                CHANGE.KIND
                        .eq("updated")
                        .and(CHANGE_SET.VOIDED_AT.isNull())
                        .and(
                                key == null
                                        ? noCondition()
                                        : condition("jsonb_exists({0}, {1})", CHANGE.AFTER, inline(key))));
    }

    /**
     * Gives a field the value again that it had before a change, as an ordinary edit with a change set of its own.
     *
     * @param version of the record as it was shown
     * @throws NoSuchRecord when this change didn't touch the field
     */
    @Transactional
    public Records.Saved goBack(
            RecordType type, UUID id, String field, UUID changeSet, @Nullable Integer version, Ui ui) {
        var entry = of(type, id, field, ui).stream()
                .filter(one -> one.changeSet().equals(changeSet) && one.isReversible())
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("change", changeSet));
        var value = new FieldText(ui, texts).written(entry.field(), entry.before());
        return records.update(type, id, Map.of(entry.field().name(), value), version, ui.me());
    }
}
