package io.diabolo.records;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a field, or all of a record's, came to what it is.
 *
 * @param field null: the history of all fields
 * @param fault why a value could not be taken back, or empty
 */
public record FieldHistoryPage(
        RecordType type,
        RecordRow record,
        @Nullable ListField field,
        FieldHistory.Page changes,
        FieldText text,
        String fault) {
    public List<FieldHistory.Entry> entries() {
        return changes.entries();
    }

    /** Where the older ones are, or empty. */
    public String older() {
        if (changes.next() == null) {
            return "";
        }
        var one = field == null ? "" : "field=" + field.name() + "&";
        return path() + "/history?" + one + "cursor=" + changes.next();
    }

    public String path() {
        return "/" + type.plural() + "/" + record.id();
    }

    public String name() {
        return Objects.toString(record.value(type.defaultColumns().getFirst()), "");
    }

    public String present() {
        return field == null ? "" : text.shown(field, record.value(field));
    }
}
