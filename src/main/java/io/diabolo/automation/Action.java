package io.diabolo.automation;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an automation does.
 *
 * @param kind which {@link Deed} does it
 * @param values what it has to be told, by name
 */
record Action(String kind, Map<String, String> values) {
    Action(@Nullable String kind, @Nullable Map<String, String> values) {
        this.kind = Objects.requireNonNullElse(kind, "");
        this.values = values == null ? Map.of() : new TreeMap<>(values);
    }

    String value(String name) {
        return Objects.requireNonNullElse(values.get(name), "").strip();
    }
}
