package io.diabolo.importing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param counts by target, in the order of writing; implied records (a lead's person) count as created too
 * @param samples ten rows a file, as they are written
 * @param differences of updates, column by column; the first hundred
 * @param refusals how many rows were rejected, by reason's key
 * @param stagesKept rows that would have moved a stage back unasked
 * @param notes values that couldn't be read as a country and were left empty
 */
public record ImportOutcome(
        long rows,
        List<Counts> counts,
        List<Sample> samples,
        List<Difference> differences,
        Map<String, Long> refusals,
        long stagesKept,
        List<String> notes,
        @Nullable UUID changeSet,
        @Nullable UUID rejects) {

    /** How many rows of a target came to what. */
    public record Counts(String target, long created, long updated, long unchanged, long skipped, long rejected) {
        public boolean isEmpty() {
            return created + updated + unchanged + skipped + rejected == 0;
        }
    }

    /** One row of a file as it is written: field by field. */
    public record Sample(
            int file,
            int row,
            String target,
            String action,
            @Nullable String refusal,
            Map<String, String> values) {}

    /** One column of one record that an update changes. */
    public record Difference(
            String target,
            UUID record,
            String name,
            String column,
            @Nullable String before,
            @Nullable String after) {}

    public static ImportOutcome none() {
        return new ImportOutcome(0, List.of(), List.of(), List.of(), Map.of(), 0, List.of(), null, null);
    }

    public long created() {
        return counts.stream().mapToLong(Counts::created).sum();
    }

    public long updated() {
        return counts.stream().mapToLong(Counts::updated).sum();
    }

    public long unchanged() {
        return counts.stream().mapToLong(Counts::unchanged).sum();
    }

    public long skipped() {
        return counts.stream().mapToLong(Counts::skipped).sum();
    }

    public long rejected() {
        return counts.stream().mapToLong(Counts::rejected).sum();
    }
}
