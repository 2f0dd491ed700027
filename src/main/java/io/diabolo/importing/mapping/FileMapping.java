package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one file is about.
 *
 * @param file the table's name
 * @param record what its rows become; null while it is asked, and then nothing is imported
 * @param key the header whose values tell the rows apart: kept as external id (unless another column is mapped to
 *     {@code external_id}), and what other files refer to. Null when no column does
 * @param constants fields that are the same for every row, such as stage = won in a file of closed deals
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FileMapping(
        String file,
        @Nullable Target record,
        @Nullable String key,
        List<ColumnMapping> columns,
        @Nullable Map<String, String> constants) {
    public FileMapping {
        java.util.Objects.requireNonNull(file, "a file without a name");
        columns = columns == null ? List.of() : List.copyOf(columns);
        constants =
                constants == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** The column that fills a field, null when none does. */
    public @Nullable ColumnMapping filling(String field) {
        return columns.stream()
                .filter(column -> field.equals(column.field()))
                .findFirst()
                .orElse(null);
    }

    /** The kind of records that the column's values name, null when they name none. */
    public @Nullable Target referring(ColumnMapping column) {
        var name = column.field();
        var field = record == null || name == null ? null : Fields.of(record, name);
        return field == null ? null : field.reference();
    }

    FileMapping withoutFields(BiPredicate<Target, String> there) {
        var left = columns.stream()
                .map(column ->
                        column.use() instanceof Use.CustomField own && record != null && !there.test(record, own.key())
                                ? column.with(new Use.Ignore())
                                : column)
                .toList();
        return new FileMapping(file, record, key, left, constants);
    }

    FileMapping changing(String header, UnaryOperator<ColumnMapping> change) {
        var changed = columns.stream()
                .map(column -> column.header().equals(header) ? change.apply(column) : column)
                .toList();
        return new FileMapping(file, record, key, changed, constants);
    }
}
