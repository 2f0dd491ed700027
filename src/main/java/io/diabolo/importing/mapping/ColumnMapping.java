package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a column goes and how it is read.
 *
 * @param values replacements: what stands in the file (after {@link Format#clean}) to what is imported. For a stage
 *     the right side is the canonical stage; for a reference the spelling that is known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ColumnMapping(
        String header, Use use, Format format, @Nullable Map<String, String> values) {
    public ColumnMapping {
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
