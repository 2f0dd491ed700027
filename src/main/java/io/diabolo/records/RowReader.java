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
        var custom = fields.stream().anyMatch(field -> field.custom() != null) ? custom(row) : Map.of();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            values.put(
                    field.name(),
                    field.custom() == null
                            ? own(row, i, field.field())
                            : CustomValues.read(
                                    field.custom(), custom.get(field.custom().key())));
        }
        return new RecordRow(row.get("id", UUID.class), row.get("version", Integer.class), values);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> custom(Record row) {
        var all = row.get("custom", JSONB.class);
        return all == null ? Map.of() : json.readValue(all.data(), Map.class);
    }

    private static @Nullable Object own(Record row, int i, RecordField field) {
        var name = "f" + i;
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, EMAIL, PHONE, URL, COUNTRY, CHOICE -> row.get(name, String.class);
            case INTEGER -> row.get(name, Long.class);
            case DECIMAL -> row.get(name, BigDecimal.class);
            case BOOLEAN -> row.get(name, Boolean.class);
            case DATE -> row.get(name, LocalDate.class);
            case INSTANT -> {
                var at = row.get(name, OffsetDateTime.class);
                yield at == null ? null : at.toInstant();
            }
            case MULTI_CHOICE -> {
                var all = row.get(name, String[].class);
                yield all == null ? null : List.of(all);
            }
            case MONEY -> {
                var minor = row.get(name, Long.class);
                var currency = field.currency() == null ? "EUR" : row.get("c" + i, String.class);
                yield minor == null ? null : Money.ofMinor(minor, currency == null ? "EUR" : currency);
            }
            case REFERENCE, MEMBER -> {
                var id = row.get(name, UUID.class);
                var label = field.label() == null ? null : row.get("l" + i, String.class);
                yield id == null ? null : new Reference(id, label);
            }
        };
    }
}
