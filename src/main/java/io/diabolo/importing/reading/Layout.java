package io.diabolo.importing.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Where the header stands and what the columns are called. */
record Layout(int headerLine, List<String> header) {
    private static final int LOOK_AHEAD = 60;

    static Layout of(Lines.Source source) {
        try (var lines = source.open()) {
            var first = new ArrayList<Line>();
            for (var line = lines.next(); line != null && first.size() < LOOK_AHEAD; line = lines.next()) {
                first.add(line);
            }
            if (first.isEmpty()) {
                throw new UnreadableFile(Reason.EMPTY);
            }
            var header = headerOf(first);
            if (header.width() > Limits.COLUMNS) {
                throw new UnreadableFile(Reason.TOO_MANY_COLUMNS, header.width(), Limits.COLUMNS);
            }
            if (first.getLast().number() == header.number()) {
                throw new UnreadableFile(Reason.HEADER_ONLY);
            }
            return new Layout(header.number(), names(header.cells()));
        }
    }

    /** Exports often begin with a title: a line with one filled cell above a table of three or more columns. */
    private static Line headerOf(List<Line> first) {
        int skipped = 0;
        int width = usualWidth(first);
        while (width >= 3
                && skipped < Math.min(Limits.PREAMBLE, first.size() - 1)
                && first.get(skipped).filled() == 1) {
            skipped++;
        }
        return first.get(skipped);
    }

    private static int usualWidth(List<Line> lines) {
        var counts = new HashMap<Integer, Integer>();
        lines.forEach(line -> counts.merge(line.width(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max((a, b) -> a.getValue().equals(b.getValue())
                        ? Integer.compare(a.getKey(), b.getKey())
                        : Integer.compare(a.getValue(), b.getValue()))
                .orElseThrow()
                .getKey();
    }

    private static List<String> names(List<String> cells) {
        var names = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i).strip();
            var name = cell.isEmpty() ? "#" + (i + 1) : cell;
            var unique = name;
            for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
                unique = name + " " + n;
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }
}
