package io.diabolo.records;

import io.diabolo.records.HangingRecords.Hanging;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Records side by side, of each field the one that stays.
 *
 * @param hanging what hangs on each record
 * @param stale somebody changed one of them since the page was shown
 * @param back the page to return to, or empty
 */
record MergePage(Merging merging, List<List<Hanging>> hanging, FieldText text, boolean stale, String back) {
    RecordType type() {
        return merging.type();
    }

    String action() {
        return path(merging.survivor()) + "/merges";
    }

    String path(RecordRow row) {
        return "/" + type().plural() + "/" + row.id();
    }

    String name(RecordRow row) {
        return Objects.toString(row.value(type().defaultColumns().getFirst()), "");
    }

    /** The same page with another survivor. */
    String keeping(RecordRow row) {
        return path(row) + "/merges/new?"
                + merging.records().stream()
                        .filter(other -> !other.id().equals(row.id()))
                        .map(other -> "with=" + other.id())
                        .collect(Collectors.joining("&"))
                + (back.isEmpty() ? "" : "&back=" + back);
    }

    boolean isSurvivor(RecordRow row) {
        return row.id().equals(merging.survivor().id());
    }

    /** An address is shown whole: two that differ by its beginning alone would look alike. */
    String shown(Merging.Line line, RecordRow row) {
        var value = row.value(line.field());
        return line.field().kind() == FieldKind.URL ? Objects.toString(value, "") : text.shown(line.field(), value);
    }

    boolean stays(Merging.Line line, RecordRow row) {
        UUID from = line.from();
        return line.fixed()
                        && shown(line, row)
                                .equals(shown(
                                        line,
                                        merging.records().stream()
                                                .filter(one -> one.id().equals(from))
                                                .findFirst()
                                                .orElse(row)))
                || from.equals(row.id());
    }
}
