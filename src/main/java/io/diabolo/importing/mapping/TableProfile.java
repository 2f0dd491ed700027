package io.diabolo.importing.mapping;

import io.diabolo.importing.reading.Row;
import io.diabolo.importing.reading.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What a table holds, seen in one pass. */
public final class TableProfile {
    private static final int SAMPLE = 10;
    private static final int SKETCHED = 1 << 16;
    private static final int SKETCHED_IN_ALL = 1 << 21;

    private final String name;
    private final long rows;
    private final long faultyRows;
    private final List<ColumnProfile> columns;
    private final List<Sketch> sketches;
    private final List<Row> sample;

    private TableProfile(String name, long rows, long faultyRows, List<ColumnCounter> counters, List<Row> sample) {
        this.name = name;
        this.rows = rows;
        this.faultyRows = faultyRows;
        this.columns = counters.stream().map(ColumnCounter::profile).toList();
        this.sketches = counters.stream().map(ColumnCounter::sketch).toList();
        this.sample = List.copyOf(sample);
    }

    /** Reads the table once. {@code progress} is told the bytes read, about a thousand times. */
    public static TableProfile of(Table table, LongConsumer progress) {
        int most = Math.min(SKETCHED, SKETCHED_IN_ALL / table.header().size());
        var counters = new ArrayList<ColumnCounter>();
        table.header().forEach(header -> counters.add(new ColumnCounter(header, most)));
        var sample = new ArrayList<Row>();
        long rows = 0;
        long faulty = 0;
        long step = Math.max(1, table.rowCount() / 1_000);
        try (var all = table.rows()) {
            while (all.hasNext()) {
                var row = all.next();
                rows++;
                faulty += row.fault() == null ? 0 : 1;
                if (sample.size() < SAMPLE) {
                    sample.add(row);
                }
                for (int i = 0; i < counters.size(); i++) {
                    counters.get(i).add(row.cells().get(i));
                }
                if (rows % step == 0) {
                    progress.accept(all.bytesRead());
                }
            }
        }
        return new TableProfile(table.name(), rows, faulty, counters, sample);
    }

    /** What the user calls the table. */
    public String name() {
        return name;
    }

    public long rows() {
        return rows;
    }

    /** Rows that can't be imported as they are. */
    public long faultyRows() {
        return faultyRows;
    }

    /** One profile a column, in the file's order. */
    public List<ColumnProfile> columns() {
        return columns;
    }

    /** The first ten rows, for a person to look at. */
    public List<Row> sample() {
        return sample;
    }

    /** Different values with their rows, and whether there are more than these. */
    public record Counted(java.util.Map<String, Long> values, boolean more) {}

    /** The values of a column as far as they were counted, null when there is no such column. */
    public @org.jspecify.annotations.Nullable Counted counted(String header) {
        return columns.stream()
                .filter(column -> column.header().equals(header))
                .findFirst()
                .map(column -> new Counted(column.distinct(), column.more()))
                .orElse(null);
    }

    Sketch sketch(String header) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).header().equals(header)) {
                return sketches.get(i);
            }
        }
        throw new IllegalArgumentException("no column " + header);
    }
}
