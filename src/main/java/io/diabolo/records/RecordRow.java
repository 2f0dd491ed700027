package io.diabolo.records;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read: typed values by field name (references and members as {@link Reference}).
 *
 * @param version 0 for types that nobody edits
 */
public record RecordRow(UUID id, int version, Map<String, @Nullable Object> values) {
    public @Nullable Object value(ListField field) {
        return values.get(field.name());
    }

    public @Nullable Object value(String field) {
        return values.get(field);
    }
}
