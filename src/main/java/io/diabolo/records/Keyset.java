package io.diabolo.records;

import static io.diabolo.jooq.Tables.CUSTOM_VALUE;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.jooq.tables.CustomValue;
import io.diabolo.platform.BadInput;
import io.diabolo.records.ListQuery.Sort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.exception.DataTypeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The order of a list and a place in it: sort keys with the id behind them, so that every record has one place, also
 * among equals; empty values come last either way.
 */
final class Keyset {
    private final List<Key> keys = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();
    private final RecordType type;
    private final String sort;
    private final JsonMapper json;

    private record Key(Field<Object> column, boolean descending, boolean nullable, String alias) {
        OrderField<?> order() {
            var order = descending ? column.desc() : column.asc();
            return nullable ? order.nullsLast() : order;
        }

        Condition same(@Nullable Object value) {
            return value == null ? column.isNull() : column.eq(value(value));
        }

        /** Behind a value in the list's order; nothing is behind an empty one but other empty ones. */
        Condition behind(@Nullable Object value) {
            if (value == null) {
                return falseCondition();
            }
            var later = descending ? column.lt(value(value)) : column.gt(value(value));
            return nullable ? later.or(column.isNull()) : later;
        }

        Field<Object> value(Object value) {
            return val(value, column.getDataType());
        }
    }

    /** The typed rows of an added field, whose index holds them in their order. */
    private record Joined(CustomValue rows, CustomField field) {}

    Keyset(ListQuery query, JsonMapper json) {
        this.json = json;
        this.type = query.type();
        this.sort = String.join(",", query.sorts().stream().map(Sort::id).toList());
        for (var one : query.sorts()) {
            var custom = one.field().custom();
            var column = custom == null ? sortColumn(one.field()) : joined(custom);
            add(column, one.descending(), isNullable(column));
        }
        add(
                query.type().column("id", UUID.class),
                !query.sorts().isEmpty() && query.sorts().getLast().descending(),
                false);
    }

    private Field<?> joined(CustomField field) {
        var rows = CUSTOM_VALUE.as("sorted_" + joined.size());
        joined.add(new Joined(rows, field));
        return rows.field(CustomColumns.valueColumn(field.kind()));
    }

    /** What the list selects from, with what it is sorted by. */
    Table<?> from(Table<?> table) {
        Table<?> all = table;
        for (var one : joined) {
            all = all.leftJoin(one.rows())
                    .on(one.rows().FIELD_ID.eq(one.field().id()))
                    .and(one.rows().RECORD_ID.eq(type.column("id", UUID.class)));
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private void add(Field<?> column, boolean descending, boolean nullable) {
        keys.add(new Key((Field<Object>) column, descending, nullable, "s" + keys.size()));
    }

    private static boolean isNullable(Field<?> column) {
        return !(column instanceof org.jooq.TableField<?, ?>)
                || column.getDataType().nullable();
    }

    /** Names sort without case and accents; references by the name shown. */
    private static Field<?> sortColumn(ListField listed) {
        var field = listed.field();
        if (field.sortKey() != null) {
            return field.sortKey();
        }
        if (field.label() != null) {
            return field("fold({0})", String.class, field.label());
        }
        return switch (field.kind()) {
            case TEXT, LONG_TEXT -> field("fold({0})", String.class, field.column());
            default -> field.column();
        };
    }

    List<? extends OrderField<?>> order() {
        return keys.stream().map(Key::order).toList();
    }

    List<? extends SelectField<?>> columns() {
        return keys.stream().map(key -> key.column().as(key.alias())).toList();
    }

    /** The place of a row that was read with {@link #columns()}. */
    String cursor(Record row) {
        var place = new ArrayList<@Nullable String>();
        place.add(sort);
        for (var key : keys) {
            var value = row.get(key.alias());
            place.add(value == null ? null : value.toString());
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.writeValueAsString(place).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A list's rows in parts that an index serves each: those with a value, then those without. Only a list sorted by one
     * field that may be empty has two.
     */
    record Part(Condition condition, List<? extends OrderField<?>> order) {}

    List<Part> parts(@Nullable String cursor) {
        var first = keys.getFirst();
        if (keys.size() != 2 || !first.nullable()) {
            return List.of(new Part(after(cursor), order()));
        }
        // No word on where empty values stand: within a part there are none or nothing else, and an index has them so.
        var order = keys.stream()
                .map(key ->
                        key.descending() ? key.column().desc() : key.column().asc())
                .toList();
        var filled = first.column().isNotNull();
        var empty = first.column().isNull();
        // Those without a row of an added field stand in no index of it: they come in the order of their ids.
        var rest = joined.isEmpty() ? order : order.subList(1, 2);
        if (cursor == null) {
            return List.of(new Part(filled, order), new Part(empty, rest));
        }
        var place = place(cursor);
        return place.getFirst() == null
                ? List.of(new Part(empty.and(keys.getLast().behind(place.getLast())), rest))
                : List.of(new Part(filled.and(begun(place)).and(together(place)), order), new Part(empty, rest));
    }

    /** Of an added field value and id stand in two tables, so that an index only serves the value's part of the place. */
    private Condition begun(List<@Nullable Object> place) {
        var first = keys.getFirst();
        var value = place.getFirst();
        if (joined.isEmpty() || value == null) {
            return noCondition();
        }
        return first.descending()
                ? first.column().le(first.value(value))
                : first.column().ge(first.value(value));
    }

    Condition after(@Nullable String cursor) {
        if (cursor == null) {
            return noCondition();
        }
        var place = place(cursor);
        if (keys.stream().noneMatch(Key::nullable)
                && keys.stream()
                        .allMatch(key -> key.descending() == keys.getFirst().descending())) {
            return together(place);
        }
        Condition after = falseCondition();
        Condition same = trueCondition();
        for (int i = 0; i < keys.size(); i++) {
            after = after.or(same.and(keys.get(i).behind(place.get(i))));
            same = same.and(keys.get(i).same(place.get(i)));
        }
        return after;
    }

    /** One comparison of rows, which an index serves. */
    private Condition together(List<@Nullable Object> place) {
        var values = new ArrayList<Field<?>>();
        for (int i = 0; i < keys.size(); i++) {
            var value = place.get(i);
            if (value == null) {
                throw new BadInput("cursor", "problem.list.cursor");
            }
            values.add(keys.get(i).value(value));
        }
        var columns = row(keys.stream().map(Key::column).toList());
        return keys.getFirst().descending() ? columns.lt(row(values)) : columns.gt(row(values));
    }

    private List<@Nullable Object> place(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = json.readValue(text, String[].class);
            if (parts.length != keys.size() + 1 || !sort.equals(parts[0])) {
                throw new BadInput("cursor", "problem.list.cursor");
            }
            var place = new ArrayList<@Nullable Object>();
            for (int i = 0; i < keys.size(); i++) {
                place.add(val(parts[i + 1], keys.get(i).column()).getValue());
            }
            return place;
        } catch (IllegalArgumentException | JacksonException | DataTypeException _) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
    }
}
