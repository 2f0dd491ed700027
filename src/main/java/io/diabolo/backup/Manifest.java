package io.diabolo.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds, as its last entry says.
 *
 * @param format raised when an older Diabolo couldn't read the file any more
 * @param diabolo the version that made it
 * @param schema the newest migration that its data have been through
 * @param postgres the server that they were in; the text of COPY is the same for all
 * @param at the moment of its snapshot
 */
public record Manifest(
        int format,
        String diabolo,
        String schema,
        String postgres,
        Instant at,
        List<Table> tables,
        List<Sequence> sequences) {
    static final int FORMAT = 1;

    /** @param checksum the sum of its rows, whatever their order */
    public record Table(String name, List<String> columns, long rows, String checksum) {}

    /** Where a sequence stood. */
    public record Sequence(String name, long last, boolean called) {}

    /** 0 where there is no such table. */
    public long rowsOf(String table) {
        return tables.stream()
                .filter(candidate -> candidate.name().equals(table))
                .mapToLong(Table::rows)
                .sum();
    }

    /** All rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
