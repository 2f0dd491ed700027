package io.diabolo.importing.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet of a workbook. */
final class SheetLines implements Lines {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int last;

    private SheetLines(ReadableWorkbook workbook, Stream<Row> stream) {
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
    }

    // Closed by close(); when the sheet can't be opened, at once.
    @SuppressWarnings("resource")
    static SheetLines open(Path file, int sheet) {
        try {
            var workbook = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
            try {
                var found = workbook.getSheet(sheet).orElseThrow(() -> new UnreadableFile(Reason.TRUNCATED, 0));
                return new SheetLines(workbook, found.openStream());
            } catch (IOException | RuntimeException broken) {
                workbook.close();
                throw broken;
            }
        } catch (ExcelReaderException | IOException broken) {
            throw new UnreadableFile(new Opening.Unreadable(Reason.TRUNCATED, List.of(0)), broken);
        }
    }

    @Override
    public @Nullable Line next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                last = row.getRowNum();
                var line = line(row);
                if (!line.isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (ExcelReaderException | IllegalStateException | IllegalArgumentException broken) {
            throw new UnreadableFile(new Opening.Unreadable(Reason.TRUNCATED, List.of(last + 1)), broken);
        }
    }

    private static Line line(Row row) {
        int width = row.getCellCount();
        var cells = new ArrayList<String>(Math.min(width, Limits.COLUMNS + 1));
        int filled = 0;
        for (int i = 0; i < width; i++) {
            var text = row.getOptionalCell(i).map(SheetCell::text).orElse("");
            if (text.length() > Limits.CELL) {
                throw new UnreadableFile(Reason.CELL_TOO_LONG, row.getRowNum(), Limits.CELL);
            }
            if (!text.isBlank()) {
                filled = i + 1;
            }
            if (i <= Limits.COLUMNS) {
                cells.add(text);
            }
        }
        // Formatted but empty cells at the end are no columns.
        return new Line(row.getRowNum(), cells.subList(0, Math.min(filled, cells.size())), filled);
    }

    @Override
    public long bytesRead() {
        return -1;
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
