package io.diabolo.importing.reading;

import io.diabolo.importing.reading.Opening.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens kept files as tables. What is packed is unpacked before, by {@link Unpacking}. */
public final class Tables {
    private Tables() {}

    /**
     * Opens a file and reads it through once, so that an {@link Opened} one has no surprise at its end.
     *
     * @param file the kept file
     * @param name what the user calls it
     */
    public static Opening open(Path file, String name) {
        try {
            return new Opened(tables(file, name));
        } catch (UnreadableFile unreadable) {
            return unreadable.answer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Table> tables(Path file, String name) throws IOException {
        if (Files.size(file) == 0) {
            throw new UnreadableFile(Reason.EMPTY);
        }
        return switch (Signature.of(file)) {
            case WORKBOOK -> Workbook.tables(file, name);
            case ENCRYPTED_WORKBOOK -> throw new UnreadableFile(Reason.ENCRYPTED);
            case OLD_WORKBOOK -> throw new UnreadableFile(Reason.OLD_WORKBOOK);
            case TRUNCATED_ARCHIVE -> throw new UnreadableFile(Reason.TRUNCATED, 0);
            case LOCKED_ARCHIVE -> throw new UnreadableFile(Reason.LOCKED_ARCHIVE);
            case ARCHIVE -> throw new UnreadableFile(Reason.NESTED, "zip");
            case PACKED -> throw new UnreadableFile(Reason.NESTED, "gzip");
            case OTHER_DOCUMENT -> throw new UnreadableFile(Reason.UNSUPPORTED, "zip");
            case BINARY -> throw new UnreadableFile(Reason.NOT_A_TABLE);
            case TEXT -> List.of(text(file, name));
        };
    }

    private static Table text(Path file, String name) throws IOException {
        var encoding = Encoding.of(file);
        if (CardLines.areIn(encoding.sample())) {
            CardLines.mustEnd(file, encoding.charset());
            return Table.check(file, name, () -> CardLines.open(file, encoding.charset()), Files.size(file));
        }
        var separator = Separator.in(encoding.sample());
        long size = Files.size(file);
        return Table.check(file, name, () -> CsvLines.open(file, encoding.charset(), separator), size);
    }
}
