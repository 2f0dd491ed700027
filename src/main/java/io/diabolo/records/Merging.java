package io.diabolo.records;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records about to become one, field by field.
 *
 * @param records the survivor first
 */
public record Merging(RecordType type, List<RecordRow> records, List<Line> lines) {
    /**
     * A field that at least one of them fills.
     *
     * @param from the record whose value stays
     * @param fixed nobody chooses: they are all the same, or one prevails by law
     */
    public record Line(ListField field, UUID from, boolean fixed) {}

    public RecordRow survivor() {
        return records.getFirst();
    }

    /** Where nothing is chosen: filled over empty, then the survivor's own identity, then what was written last. */
    static Merging of(RecordType type, List<ListField> fields, List<RecordRow> records, Map<String, UUID> chosen) {
        var lines = fields.stream()
                .filter(Merging::isTaken)
                .filter(field -> records.stream().anyMatch(row -> isFilled(row.value(field))))
                .map(field -> line(type, field, records, chosen.get(field.name())))
                .toList();
        return new Merging(type, records, lines);
    }

    static boolean isTaken(ListField field) {
        return field.custom() != null || field.is(RecordField.Use.STORED) && field.is(RecordField.Use.EDIT);
    }

    private static Line line(RecordType type, ListField field, List<RecordRow> records, @Nullable UUID chosen) {
        for (var row : records) {
            var value = row.value(field);
            if (value != null && field.custom() == null && type.prevails(field.field(), value)) {
                return new Line(field, row.id(), true);
            }
        }
        var same = records.stream().map(row -> row.value(field)).distinct().count() == 1;
        return new Line(field, same || chosen == null ? proposed(field, records) : chosen, same);
    }

    private static UUID proposed(ListField field, List<RecordRow> records) {
        var first = records.getFirst();
        var own = field.name().equals("owner")
                || field.name().equals("external_id")
                || field.name().equals("name");
        if (own && isFilled(first.value(field))) {
            return first.id();
        }
        var best = first;
        for (var row : records) {
            if (isFilled(row.value(field))
                    && (!isFilled(best.value(field)) || changedAt(row).isAfter(changedAt(best)))) {
                best = row;
            }
        }
        return best.id();
    }

    private static Instant changedAt(RecordRow row) {
        return row.value("updated_at") instanceof Instant at ? at : Instant.EPOCH;
    }

    /** A "no" and an "unknown" say as little as an empty field. */
    static boolean isFilled(@Nullable Object value) {
        return value != null
                && !Objects.equals(value, Boolean.FALSE)
                && !value.equals("unknown")
                && !value.toString().isBlank();
    }
}
