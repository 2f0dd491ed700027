package io.diabolo.importing.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An XLSX workbook: each visible sheet with rows is a table. */
final class Workbook {
    private Workbook() {}

    static List<Table> tables(Path file, String name) throws IOException {
        WorkbookGuard.check(file);
        var sheets = visibleSheets(file);
        var tables = new ArrayList<Table>();
        var empty = new UnreadableFile(Reason.EMPTY);
        for (var sheet : sheets) {
            try {
                var shown = sheets.size() == 1 ? name : name + " · " + sheet.name();
                tables.add(Table.check(file, shown, () -> SheetLines.open(file, sheet.index()), Files.size(file)));
            } catch (UnreadableFile unreadable) {
                empty = worse(empty, unreadable);
            }
        }
        if (tables.isEmpty()) {
            throw empty;
        }
        return tables;
    }

    /** An empty sheet beside a filled one is usual; any other fault makes the whole workbook unreadable. */
    private static UnreadableFile worse(UnreadableFile before, UnreadableFile now) {
        return switch (now.answer().reason()) {
            case EMPTY -> before;
            case HEADER_ONLY -> now;
            default -> throw now;
        };
    }

    private static List<NamedSheet> visibleSheets(Path file) throws IOException {
        try (var workbook = new ReadableWorkbook(file.toFile())) {
            return workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .map(NamedSheet::of)
                    .toList();
        } catch (ExcelReaderException | IOException | IllegalArgumentException | NullPointerException broken) {
            throw new UnreadableFile(new Opening.Unreadable(Reason.TRUNCATED, List.of(0)), broken);
        }
    }

    private record NamedSheet(int index, String name) {
        static NamedSheet of(Sheet sheet) {
            return new NamedSheet(sheet.getIndex(), sheet.getName());
        }
    }
}
