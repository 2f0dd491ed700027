package io.diabolo.records;

import static org.jooq.impl.DSL.inline;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which columns show a record's fields, and how their values are read. */
@Component
class RowReader {
    private final JsonMapper json;

    RowReader(JsonMapper json) {
        this.json = json;
    }

    List<SelectField<?>> columns(RecordType type, List<ListField> fields) {
        var all = new ArrayList<SelectField<?>>();
        all.add(type.column("id", UUID.class).as("id"));
        var version = type.table().field("version", Integer.class);
        all.add(version == null ? inline(0).as("version") : version.as("version"));
        if (fields.stream().anyMatch(field -> field.custom() != null)) {
            all.add(type.column("custom", JSONB.class).as("custom"));
        }
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i).field();
            if (fields.get(i).custom() != null) {
                continue;
            }
            all.add(field.column().as("f" + i));
            if (field.currency() != null) {
                all.add(field.currency().as("c" + i));
            }
            if (field.label() != null) {
                all.add(field.label().as("l" + i));
            }
        }
        return all;
    }

    RecordRow read(Record row, List<ListField> fields) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        // By place and not by name, which jOOQ would look for among all columns in each cell.
        int at = 2;
        Map<String, Object> custom = Map.of();
        if (fields.stream().anyMatch(field -> field.custom() != null)) {
            custom = custom(row, at++);
        }
        for (var field : fields) {
            if (field.custom() != null) {
                values.put(
                        field.name(),
                        CustomValues.read(
                                field.custom(), custom.get(field.custom().key())));
                continue;
            }
            values.put(field.name(), own(row, at, field.field()));
            at += width(field.field());
        }
        return new RecordRow(row.get(0, UUID.class), row.get(1, Integer.class), values);
    }

    /** How many columns show a field. */
    private static int width(RecordField field) {
        return 1 + (field.currency() == null ? 0 : 1) + (field.label() == null ? 0 : 1);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> custom(Record row, int at) {
        var all = row.get(at, JSONB.class);
        return all == null ? Map.of() : json.readValue(all.data(), Map.class);
    }

    private static @Nullable Object own(Record row, int at, RecordField field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, EMAIL, PHONE, URL, COUNTRY, CHOICE -> row.get(at, String.class);
            case INTEGER -> row.get(at, Long.class);
            case DECIMAL -> row.get(at, BigDecimal.class);
            case BOOLEAN -> row.get(at, Boolean.class);
            case DATE -> row.get(at, LocalDate.class);
            case INSTANT -> {
                var instant = row.get(at, OffsetDateTime.class);
                yield instant == null ? null : instant.toInstant();
            }
            case MULTI_CHOICE -> {
                var all = row.get(at, String[].class);
                yield all == null ? null : List.of(all);
            }
            case MONEY -> {
                var minor = row.get(at, Long.class);
                var currency = field.currency() == null ? "EUR" : row.get(at + 1, String.class);
                yield minor == null ? null : Money.ofMinor(minor, currency == null ? "EUR" : currency);
            }
            case REFERENCE, MEMBER -> {
                var id = row.get(at, UUID.class);
                var label = field.label() == null ? null : row.get(at + width(field) - 1, String.class);
                yield id == null ? null : new Reference(id, label);
            }
        };
    }
}
