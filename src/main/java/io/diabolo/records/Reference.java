package io.diabolo.records;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another record, or a member, as a value: its id and the name to show. */
public record Reference(UUID id, @Nullable String label) {
    @Override
    public String toString() {
        return label == null ? id.toString() : label;
    }
}
