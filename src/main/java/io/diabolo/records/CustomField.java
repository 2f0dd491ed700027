package io.diabolo.records;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A field that a workspace added to a record type.
 *
 * @param type the record type's id
 * @param key its name within {@code custom}; in lists and filters {@code custom.<key>}
 * @param reference for a reference: the id of the record type meant
 */
public record CustomField(
        UUID id,
        String type,
        String key,
        String label,
        FieldKind kind,
        List<String> choices,
        @Nullable String reference) {
    public String name() {
        return "custom." + key;
    }
}
