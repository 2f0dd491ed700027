package io.diabolo.importing.reading;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a text file with separators. */
final class CsvLines implements Lines {
    private final CountedText text;
    private final CsvReader<Line> reader;
    private final CloseableIterator<Line> records;
    private int last = 1;

    private CsvLines(CountedText text, CsvReader<Line> reader) {
        this.text = text;
        this.reader = reader;
        this.records = reader.iterator();
    }

    static CsvLines open(Path file, Charset charset, char separator) {
        try {
            var text = CountedText.open(file, charset);
            return new CsvLines(text, forgiving(separator).build(new LineHandler(), text.letters()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // People's files have letters behind closing quotes; refusing all the other rows for one of them helps nobody.
    @SuppressWarnings("removal")
    private static CsvReader.CsvReaderBuilder forgiving(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(false)
                .maxBufferSize(2 * Limits.CELL);
    }

    @Override
    public @Nullable Line next() {
        try {
            while (records.hasNext()) {
                var line = records.next();
                last = line.number();
                if (!line.isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (CsvParseException broken) {
            throw explain(broken);
        }
    }

    private UnreadableFile explain(CsvParseException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableFile known) {
                return known;
            }
        }
        // The reader gives up for two reasons only: a quote still open at the end, or a cell beyond its buffer.
        var answer = text.isAtEnd()
                ? new Opening.Unreadable(Reason.TRUNCATED, List.of(last + 1))
                : new Opening.Unreadable(Reason.CELL_TOO_LONG, List.of(last + 1, Limits.CELL));
        return new UnreadableFile(answer, broken);
    }

    @Override
    public boolean areWhole() {
        return true;
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Collects one record; cells beyond the limit are counted and not kept. */
    private static final class LineHandler extends AbstractBaseCsvCallbackHandler<Line> {
        private List<String> cells = new ArrayList<>();
        private int width;

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>(Math.max(8, width));
            width = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (length > Limits.CELL) {
                throw new UnreadableFile(Reason.CELL_TOO_LONG, (int) getStartingLineNumber(), Limits.CELL);
            }
            width = index + 1;
            if (index <= Limits.COLUMNS) {
                var text = new String(buffer, offset, length);
                // A zero can't be stored as text anywhere.
                cells.add(text.indexOf('\0') < 0 ? text : text.replace("\0", ""));
            }
        }

        @Override
        protected Line buildRecord() {
            return new Line((int) getStartingLineNumber(), cells, width);
        }
    }
}
