package io.diabolo.records;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What differs between the row and what it shall be. */
final class RowChange {
    private final JsonMapper json;
    final Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
    final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    final Map<String, @Nullable Object> after = new LinkedHashMap<>();

    @Nullable
    Map<String, Object> custom;

    RowChange(
            JsonMapper json,
            RecordType type,
            Record row,
            Map<Field<?>, @Nullable Object> wanted,
            Map<String, @Nullable Object> customWanted) {
        this.json = json;
        wanted.forEach((column, value) -> {
            var old = row.get(column);
            var now = org.jooq.impl.DSL.val(value, column).getValue();
            if (!RecordColumns.same(old, now)) {
                columns.put(column, now);
                before.put(column.getName(), old);
                after.put(column.getName(), now);
            }
        });
        if (!customWanted.isEmpty()) {
            compareCustom(row.get(type.column("custom", JSONB.class)), customWanted);
        }
    }

    @SuppressWarnings("unchecked")
    private void compareCustom(JSONB present, Map<String, @Nullable Object> wanted) {
        var all = new LinkedHashMap<String, Object>(json.readValue(present.data(), Map.class));
        wanted.forEach((key, value) -> {
            var old = all.get(key);
            if (!RecordColumns.same(old, value)) {
                before.put("custom." + key, old);
                after.put("custom." + key, value);
                if (value == null) {
                    all.remove(key);
                } else {
                    all.put(key, value);
                }
                custom = all;
            }
        });
    }

    boolean isNone() {
        return after.isEmpty();
    }
}
