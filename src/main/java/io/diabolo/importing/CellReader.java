package io.diabolo.importing;

import io.diabolo.importing.CellValues.Unreadable;
import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.Field;
import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Numbers;
import io.diabolo.importing.mapping.Use;
import io.diabolo.importing.mapping.ValueKind;
import io.diabolo.importing.reading.Row;
import io.diabolo.records.SheetText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the cells of one file as its mapping says: dates, numbers, addresses in the one form that records keep. */
final class CellReader {
    private final FileMapping file;
    private final CellValues values;
    private final String currency;
    private final Map<String, String> customKinds;
    private final JsonMapper json;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();

    /** A field, the column that fills it and where it stands; no column when it is the same for each row. */
    private record Slot(
            Field field,
            @Nullable ColumnMapping column,
            int cell,
            @Nullable String constant) {}

    private record Own(Use.CustomField use, ColumnMapping column, int cell) {}

    /** A row as it goes into staging; a reason when something in it can't be read. */
    record Read(
            @Nullable String reason,
            @Nullable String argument,
            @Nullable String note,
            String unit,
            String custom,
            String clears,
            List<@Nullable String> values) {}

    CellReader(
            FileMapping file,
            List<String> header,
            ZoneId zone,
            String currency,
            String country,
            Map<String, String> customKinds,
            JsonMapper json) {
        this.file = file;
        this.values = new CellValues(zone, currency, country);
        this.currency = currency;
        this.customKinds = customKinds;
        this.json = json;
        var target = Objects.requireNonNull(file.record());
        for (var field : Fields.of(target)) {
            var column = file.filling(field.name());
            var constant = file.constants() == null ? null : file.constants().get(field.name());
            if (column != null && header.contains(column.header())) {
                slots.add(new Slot(field, column, header.indexOf(column.header()), null));
            } else if (constant != null) {
                slots.add(new Slot(field, null, -1, constant));
            } else if (field.name().equals("external_id") && file.key() != null && keyIsForeign()) {
                slots.add(new Slot(field, keyColumn(), header.indexOf(file.key()), null));
            }
        }
        for (var column : file.columns()) {
            if (column.use() instanceof Use.CustomField use && header.contains(column.header())) {
                own.add(new Own(use, column, header.indexOf(column.header())));
            }
        }
    }

    /** The key column tells rows apart in the system they came from, unless it is Diabolo's own id. */
    private boolean keyIsForeign() {
        var column = keyColumn();
        return column != null && !"id".equals(column.field());
    }

    private @Nullable ColumnMapping keyColumn() {
        return file.columns().stream()
                .filter(column -> column.header().equals(file.key()))
                .findFirst()
                .orElse(null);
    }

    List<Field> fields() {
        return slots.stream().map(Slot::field).toList();
    }

    Read read(Row row) {
        var values = new ArrayList<@Nullable String>();
        var custom = new LinkedHashMap<String, Object>();
        var clears = new ArrayList<String>();
        String reason = row.fault() == null ? null : row.fault().key();
        String argument = null;
        String note = null;
        String unit = unit(row);
        for (var slot : slots) {
            String value = null;
            try {
                value = value(slot, row, unit);
            } catch (Unreadable unreadable) {
                if (slot.field().kind() == ValueKind.COUNTRY) {
                    // A misspelt country costs the country, not the company and all its deals.
                    note = unreadable.getMessage();
                } else {
                    reason = unreadable.key();
                    argument = header(slot) + "\u001F" + unreadable.getMessage();
                }
            }
            if (value == null) {
                clears.add(slot.field().name());
            }
            values.add(value);
            if (slot.field().reference() != null) {
                values.add(value == null ? null : String.valueOf(isLinked(slot, value)));
                values.add(value == null ? null : String.valueOf(unknown(slot) == Use.Unknown.EMPTY));
            }
        }
        for (var each : own) {
            try {
                var value = customValue(each, row);
                if (value == null) {
                    clears.add("custom." + each.use().key());
                } else {
                    custom.put(each.use().key(), value);
                }
            } catch (Unreadable unreadable) {
                reason = unreadable.key();
                argument = each.column().header() + "\u001F" + unreadable.getMessage();
            }
        }
        return new Read(reason, argument, note, unit, json.writeValueAsString(custom), array(clears), values);
    }

    private static String header(Slot slot) {
        return slot.column() == null ? slot.field().name() : slot.column().header();
    }

    /** It has to be there already; what isn't linked is made from its name. */
    private static boolean isLinked(Slot slot, String value) {
        var unknown = unknown(slot);
        return slot.column() != null
                && slot.column().use() instanceof Use.MapTo(var _, var link, var _, var _)
                && (link != null || unknown != null)
                && unknown != Use.Unknown.CREATE
                && !slot.column().isMeant(value);
    }

    private static Use.@Nullable Unknown unknown(Slot slot) {
        return slot.column() != null && slot.column().use() instanceof Use.MapTo to ? to.unknown() : null;
    }

    private static String array(List<String> names) {
        return "{" + String.join(",", names) + "}";
    }

    private static String cell(Slot slot, Row row) {
        return slot.column() == null ? Objects.requireNonNull(slot.constant()) : text(slot.column(), slot.cell(), row);
    }

    /** What Diabolo's own files made harmless for spreadsheets is meant as it was. */
    private static String text(ColumnMapping column, int at, Row row) {
        return column.value(SheetText.meant(row.cells().get(at)));
    }

    /** The currency written in the row, else beside the amounts, else the column's, else the workspace's. */
    private String unit(Row row) {
        for (var slot : slots) {
            if (slot.field().name().equals("currency")) {
                var code = cell(slot, row).toUpperCase(Locale.ROOT);
                if (CellValues.isCurrency(code)) {
                    return code;
                }
            }
        }
        for (var slot : slots) {
            if (slot.field().kind() == ValueKind.MONEY && slot.column() != null) {
                var written = Numbers.currency(cell(slot, row));
                if (written != null) {
                    return written;
                }
                var usual = slot.column().format().currency();
                if (usual != null) {
                    return usual;
                }
            }
        }
        return currency;
    }

    private @Nullable String value(Slot slot, Row row, String unit) throws Unreadable {
        var text = cell(slot, row);
        var format = slot.column() == null ? null : slot.column().format();
        return text.isEmpty() ? null : values.of(slot.field(), header(slot), format, text, unit);
    }

    private @Nullable Object customValue(Own each, Row row) throws Unreadable {
        var text = text(each.column(), each.cell(), row);
        var kind = customKinds.getOrDefault(each.use().key(), "text");
        return text.isEmpty() ? null : values.own(kind, each.column().format(), text);
    }
}
