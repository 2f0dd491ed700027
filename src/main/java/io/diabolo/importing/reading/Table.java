package io.diabolo.importing.reading;

import java.nio.file.Path;
import java.util.List;

/** One table of a kept file: a header and rows. It can be read any number of times. */
public final class Table {
    private final Path file;
    private final String name;
    private final Layout layout;
    private final Lines.Source source;
    private final long totalBytes;
    private final long rowCount;

    private Table(Path file, String name, Layout layout, Lines.Source source, long totalBytes, long rowCount) {
        this.file = file;
        this.name = name;
        this.layout = layout;
        this.source = source;
        this.totalBytes = totalBytes;
        this.rowCount = rowCount;
    }

    /** Reads all of it once, so that what is wrong at the end is known at the beginning. */
    static Table check(Path file, String name, Lines.Source source, long totalBytes) {
        var layout = Layout.of(source);
        var table = new Table(file, name, layout, source, totalBytes, 0);
        long rows = 0;
        try (var all = table.rows()) {
            for (; all.hasNext(); all.next()) {
                rows++;
            }
        }
        return new Table(file, name, layout, source, totalBytes, rows);
    }

    /** The kept file that the table stands in. */
    public Path file() {
        return file;
    }

    /** What the user calls it: the file's name, for a workbook of several sheets with the sheet's behind it. */
    public String name() {
        return name;
    }

    /** The column names, none blank ({@code #3} for a third column without name), none twice ({@code Amount 2}). */
    public List<String> header() {
        return layout.header();
    }

    /** The size of the file. */
    public long totalBytes() {
        return totalBytes;
    }

    /** How many rows {@link #rows()} will give. */
    public long rowCount() {
        return rowCount;
    }

    /** The rows from the first. @throws UnreadableFile if the file has changed */
    public Rows rows() {
        return new LayoutRows(layout, source.open(), totalBytes, rowCount);
    }
}
