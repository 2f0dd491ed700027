package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

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
import org.jooq.Condition;
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

    /** @param next behind which change set the next page begins; null on the last one */
    public record Page(List<Entry> entries, @Nullable UUID next) {}

    /**
     * The changes of one field, or of all, the newest first, without what was undone. Reads the index change_history.
     *
     * @param field its name; empty: all
     * @param after the change set behind which to begin; null: with the newest
     * @param limit what one change did to several fields isn't parted, so there may be a few more
     * @throws NoSuchRecord also if the record can't be seen, or has no such field
     */
    @Transactional(readOnly = true)
    public Page page(RecordType type, UUID id, String field, @Nullable UUID after, int limit, Ui ui) {
        var present = records.get(type, id, ui.me());
        var fields = fields(type, id, field);
        var entries = new ArrayList<Entry>();
        UUID last = after;
        while (true) {
            var lines = changes.of(type, id, touched(fields), last, limit + 1);
            var reader = reader(fields, lines, present, ui);
            for (var line : lines) {
                var found = entries(line, fields, reader);
                if (!found.isEmpty() && entries.size() >= limit) {
                    return new Page(entries, last);
                }
                entries.addAll(found);
                last = line.changeSet();
            }
            if (lines.size() <= limit) {
                return new Page(entries, null);
            }
        }
    }

    private List<ListField> fields(RecordType type, UUID id, String field) {
        var fields = types.fields(type).stream()
                .filter(one -> field.isEmpty()
                        || one.name().equals(field)
                        || one.apiName().equals(field))
                .toList();
        if (fields.isEmpty()) {
            throw new NoSuchRecord("field", id);
        }
        return fields;
    }

    private static Condition touched(List<ListField> fields) {
        var keys = fields.stream().map(RecordHistory::key).distinct().toArray(String[]::new);
        return CHANGE.KIND
                .eq("updated")
                .and(CHANGE_SET.VOIDED_AT.isNull())
                .and(condition("jsonb_exists_any({0}, {1}::text[])", CHANGE.AFTER, val(keys)));
    }

    private RecordHistory.Reader reader(
            List<ListField> fields, List<ChangeLines.Line> lines, RecordRow present, Ui ui) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : lines) {
            values.add(line.before());
            values.add(line.after());
        }
        return new RecordHistory.Reader(new FieldText(ui, texts), histories.named(fields, values), present);
    }

    /** What changed; a line may name a field whose value stayed. */
    private static List<Entry> entries(ChangeLines.Line line, List<ListField> fields, RecordHistory.Reader reader) {
        return fields.stream()
                .filter(one -> line.after().containsKey(RecordHistory.key(one)))
                .map(one -> entry(line, one, reader))
                .filter(entry -> !Objects.equals(entry.before(), entry.after()))
                .toList();
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

    /**
     * Gives a field the value again that it had before a change, as an ordinary edit with a change set of its own.
     *
     * @param version of the record as it was shown
     * @throws NoSuchRecord when this change didn't touch the field
     */
    @Transactional
    public Records.Saved goBack(
            RecordType type, UUID id, String field, UUID changeSet, @Nullable Integer version, Ui ui) {
        var present = records.get(type, id, ui.me());
        var fields = fields(type, id, field);
        var lines = changes.of(type, id, touched(fields).and(CHANGE.CHANGE_SET_ID.eq(changeSet)), null, 1);
        var reader = reader(fields, lines, present, ui);
        var entry = lines.stream()
                .flatMap(line -> entries(line, fields, reader).stream())
                .filter(Entry::isReversible)
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("change", changeSet));
        var value = new FieldText(ui, texts).written(entry.field(), entry.before());
        return records.update(type, id, Map.of(entry.field().name(), value), version, ui.me());
    }
}
