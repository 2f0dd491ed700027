package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a column goes and how it is read.
 *
 * @param values replacements: what stands in the file (after {@link Format#clean}) to what is imported. For a stage
 *     the right side is the canonical stage; for a reference the spelling that is known, the value itself where a
 *     record of its own is meant, empty where none is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ColumnMapping(
        String header, Use use, Format format, @Nullable Map<String, String> values) {
    public ColumnMapping {
        java.util.Objects.requireNonNull(header, "a column without a header");
        java.util.Objects.requireNonNull(use, "a column without a use");
        format = format == null ? Format.text() : format;
        values = values == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The cell as it is imported: cleaned, then replaced where a replacement is known. */
    public String value(String cell) {
        var clean = format.clean(cell);
        return values == null ? clean : values.getOrDefault(clean, clean);
    }

    /** The field that it fills, null for a custom field or none. */
    public @Nullable String field() {
        return use instanceof Use.MapTo to ? to.field() : null;
    }

    /** A person has said that this value is meant as it stands. */
    public boolean isMeant(String value) {
        return values != null && value.equals(values.get(value));
    }

    ColumnMapping with(Use other) {
        return new ColumnMapping(header, other, format, values);
    }

    ColumnMapping with(Format other) {
        return new ColumnMapping(header, use, other, values);
    }

    ColumnMapping replacing(String value, String by) {
        var more = new LinkedHashMap<>(values == null ? Map.of() : values);
        more.put(value, by);
        return new ColumnMapping(header, use, format, more);
    }
}
