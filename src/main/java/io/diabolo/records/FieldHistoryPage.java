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
        List<FieldHistory.Entry> entries,
        FieldText text,
        String fault) {
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
