package io.diabolo.records;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as the API writes it. */
public final class RecordJson {
    private RecordJson() {}

    public static Map<String, @Nullable Object> of(RecordRow row, List<ListField> fields) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", row.id().toString());
        var custom = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            if (!row.values().containsKey(field.name())) {
                continue;
            }
            var value = row.value(field);
            if (field.custom() != null) {
                custom.put(field.custom().key(), json(value));
            } else {
                body.put(field.apiName(), json(value));
                if (field.field().label() != null && !field.apiName().equals(field.name())) {
                    body.put(field.name() + "_name", value instanceof Reference reference ? reference.label() : null);
                }
            }
        }
        if (RecordTypes.hasColumn(fields.getFirst().type(), "custom")) {
            body.put("custom", custom);
        }
        if (row.version() > 0) {
            body.put("version", row.version());
        }
        return body;
    }

    static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money money ->
                Map.of(
                        "value",
                        money.value().toPlainString(),
                        "currency",
                        money.currency().getCurrencyCode());
            case Reference reference -> reference.id().toString();
            case LocalDate day -> day.toString();
            case Instant at -> at.toString();
            case BigDecimal number -> number;
            default -> value;
        };
    }
}
