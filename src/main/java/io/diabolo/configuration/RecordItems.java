package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records that are settings, such as templates, as items of the file: known by their names, with their fields' values. */
@Component
public class RecordItems {
    private final DSLContext sql;
    private final Records records;

    RecordItems(DSLContext sql, Records records) {
        this.sql = sql;
        this.records = records;
    }

    /** By name; what a field refers to is told by its name. */
    public Map<String, ItemValues> read(RecordType type, List<String> fields) {
        var keys = keys(type);
        var names = fields.stream().map(type::field).toList();
        var columns = new ArrayList<Field<?>>();
        columns.add(type.column("id", UUID.class));
        names.forEach(one -> columns.add(shown(one)));
        var byId = new LinkedHashMap<UUID, ItemValues>();
        sql.select(columns).from(type.from()).where(present(type)).forEach(row -> {
            var values = new ItemValues();
            for (var at = 0; at < names.size(); at++) {
                var value = row.get(at + 1);
                // An empty text and none are the same to whoever reads a record.
                if (value != null && !value.equals("")) {
                    values.put(names.get(at).name(), plain(value));
                }
            }
            byId.put(row.get(0, UUID.class), values);
        });
        var all = new LinkedHashMap<String, ItemValues>();
        keys.forEach((key, id) -> all.put(key, byId.getOrDefault(id, new ItemValues())));
        return all;
    }

    private static Field<?> shown(RecordField field) {
        var label = field.label();
        return field.kind() == FieldKind.REFERENCE && label != null ? label : field.column();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case String[] many -> Arrays.asList(many);
            case BigDecimal decimal -> tidy(decimal);
            case Number number -> number;
            case Boolean yes -> yes;
            default -> value.toString();
        };
    }

    /** 10.0000 is 10, as people write it. */
    private static Number tidy(BigDecimal decimal) {
        var plain = decimal.stripTrailingZeros();
        return plain.scale() <= 0 ? plain.toBigInteger() : plain;
    }

    private static org.jooq.Condition present(RecordType type) {
        return type.column("deleted_at", OffsetDateTime.class).isNull();
    }

    /** The ids by name. */
    public Map<String, UUID> keys(RecordType type) {
        var id = type.column("id", UUID.class);
        var name = type.column("name", String.class);
        var rows = sql.select(id, name)
                .from(type.table())
                .where(present(type))
                .orderBy(name, id)
                .fetch();
        var all = new LinkedHashMap<String, UUID>();
        Named.byName(rows, row -> row.value2()).forEach((key, row) -> all.put(key, row.value1()));
        return all;
    }

    /**
     * The record of that name says this; what isn't said is empty.
     *
     * @return its id
     */
    public UUID write(RecordType type, List<String> fields, String key, ItemValues wanted, Actor me) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(field -> input.put(field, wanted.get(field)));
        wanted.keySet().stream()
                .filter(given -> !fields.contains(given))
                .findFirst()
                .ifPresent(given -> {
                    throw new BadInput(given, "configuration.fault.unknown");
                });
        var present = keys(type).get(key);
        if (present == null) {
            input.put("name", key);
            return records.create(type, input, me).record().id();
        }
        records.update(type, present, input, null, me);
        return present;
    }
}
