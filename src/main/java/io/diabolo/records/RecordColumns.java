package io.diabolo.records;

import io.diabolo.platform.Money;
import io.diabolo.records.RecordField.Use;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which columns a draft's values stand in. */
@Component
class RecordColumns {
    Map<Field<?>, @Nullable Object> of(RecordType type, Draft draft) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        draft.values().forEach((name, value) -> {
            var field = type.field(name);
            if (field.is(Use.STORED)) {
                put(row, field, value);
            }
        });
        draft.columns().forEach((name, value) -> row.put(type.column(name, Object.class), value));
        return row;
    }

    private static void put(Map<Field<?>, @Nullable Object> row, RecordField field, @Nullable Object value) {
        switch (value) {
            case Money money -> {
                row.put(field.column(), money.minor());
                if (field.currency() != null) {
                    row.put(field.currency(), money.currency().getCurrencyCode());
                }
            }
            case Instant at -> row.put(field.column(), at.atOffset(ZoneOffset.UTC));
            case List<?> all -> row.put(field.column(), all.toArray(String[]::new));
            // A column that must have a value goes back to the one it has by itself.
            case null -> row.put(field.column(), field.column().getDataType().nullable() ? null : none(field));
            default -> row.put(field.column(), value);
        }
    }

    private static @Nullable Object none(RecordField field) {
        return switch (field.kind()) {
            case BOOLEAN -> false;
            case INTEGER, MONEY -> 0L;
            case TEXT, LONG_TEXT -> "";
            default -> null;
        };
    }

    /** The names of the fields that stand in these columns. */
    Set<String> fieldsOf(RecordType type, Set<String> columns) {
        var names = new HashSet<String>();
        for (var column : columns) {
            if (column.startsWith("custom.")) {
                names.add(column);
            }
        }
        for (var field : type.fields()) {
            if (columns.contains(field.column().getName())
                    || (field.currency() != null
                            && columns.contains(field.currency().getName()))) {
                names.add(field.name());
            }
        }
        return names;
    }

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        // Several choices are an array.
        return Objects.deepEquals(one, other);
    }
}
