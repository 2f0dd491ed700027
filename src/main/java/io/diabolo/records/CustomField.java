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
 * @param filtering whether lists may be filtered and sorted by it: on, filling or off
 */
public record CustomField(
        UUID id,
        String type,
        String key,
        String label,
        FieldKind kind,
        List<String> choices,
        @Nullable String reference,
        String filtering) {
    public boolean isFilterable() {
        return filtering.equals("on");
    }

    public String name() {
        return "custom." + key;
    }
}
