package io.diabolo.importing.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records below the header, brought to the header's width. */
final class LayoutRows implements Rows {
    private final Layout layout;
    private final Lines lines;
    private final long totalBytes;
    private final long rowCount;
    private long given;
    private boolean shortBefore;
    private @Nullable Line next;

    LayoutRows(Layout layout, Lines lines, long totalBytes, long rowCount) {
        this.layout = layout;
        this.lines = lines;
        this.totalBytes = totalBytes;
        this.rowCount = rowCount;
        do {
            next = lines.next();
        } while (next != null && next.number() <= layout.headerLine());
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Row next() {
        var line = next;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = lines.next();
        given++;
        return toRow(line);
    }

    private Row toRow(Line line) {
        int width = layout.header().size();
        var cells = line.cells();
        if (cells.size() == width) {
            return new Row(line.number(), cells, null);
        }
        if (cells.size() < width) {
            var padded = new ArrayList<>(cells);
            while (padded.size() < width) {
                padded.add("");
            }
            // Where rows are short by habit, the last one is too.
            boolean cut = next == null && given > 1 && !shortBefore && lines.areWhole();
            shortBefore = true;
            return new Row(line.number(), padded, cut ? Row.Fault.CUT_SHORT : null);
        }
        boolean spill = !allBlank(cells.subList(width, cells.size()));
        return new Row(line.number(), cells.subList(0, width), spill ? Row.Fault.MORE_CELLS_THAN_HEADERS : null);
    }

    private static boolean allBlank(List<String> cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    @Override
    public long bytesRead() {
        long read = lines.bytesRead();
        if (read >= 0) {
            return Math.min(read, totalBytes);
        }
        return rowCount == 0 ? 0 : totalBytes * Math.min(given, rowCount) / rowCount;
    }

    @Override
    public void close() {
        lines.close();
    }
}
