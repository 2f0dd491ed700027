package io.diabolo.importing.reading;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWorkbookTest {
    @TempDir
    Path folder;

    @Test
    void dates_and_numbers_come_in_one_form() throws IOException {
        var table = opened(workbook()).getFirst();

        assertThat(table.header()).containsExactly("name", "signed", "seen", "amount", "won");
        assertThat(rows(table).getFirst().cells())
                .containsExactly("Été", "2026-04-03", "2026-04-03T14:30", "1234.5", "true");
        assertThat(rows(table)).extracting(Row::number).containsExactly(2, 4);
    }

    @Test
    void each_filled_sheet_is_a_table() throws IOException {
        assertThat(opened(workbook()))
                .extracting(Table::name)
                .containsExactly("book.xlsx · Deals", "book.xlsx · Teams");
    }

    @Test
    void a_workbook_cut_short_is_noticed() throws IOException {
        var bytes = workbook();
        assertThat(reason(Arrays.copyOf(bytes, bytes.length / 2))).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void a_workbook_with_a_password_or_of_old_times_is_named_as_such() throws IOException {
        var compound = HexFormat.of().parseHex("d0cf11e0a1b11ae1");
        var encrypted = new ByteArrayOutputStream();
        encrypted.write(compound);
        encrypted.write(new byte[1024]);
        encrypted.write("EncryptedPackage".getBytes(UTF_16LE));
        encrypted.write(new byte[64]);

        assertThat(reason(encrypted.toByteArray())).isEqualTo(Reason.ENCRYPTED);
        assertThat(reason(Arrays.copyOf(compound, 600))).isEqualTo(Reason.OLD_WORKBOOK);
    }

    @Test
    void another_archive_is_unsupported() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            entry(zip, "word/document.xml", "<w/>");
        }
        assertThat(reason(out.toByteArray())).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void a_zip_bomb_is_not_unpacked() throws IOException {
        assertThat(reason(withSheet(out -> {
                    var piece = "<row><c><v>1</v></c></row>".repeat(4096).getBytes(UTF_8);
                    for (int i = 0; i < 4_000; i++) {
                        out.write(piece);
                    }
                })))
                .isEqualTo(Reason.ZIP_BOMB);
    }

    @Test
    void a_giant_cell_or_a_column_beyond_any_spreadsheet_is_refused() throws IOException {
        assertThat(reason(withSheet(out -> {
                    out.write("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>".getBytes(UTF_8));
                    for (int i = 0; i < 10; i++) {
                        out.write("x".repeat(1 << 20).getBytes(UTF_8));
                    }
                })))
                .isEqualTo(Reason.CELL_TOO_LONG);
        assertThat(reason(withSheet(out -> out.write(
                        "<worksheet><sheetData><row r=\"1\"><c t=\"n\" r=\"FXSHRXX1\"><v>1</v></c></row></sheetData></worksheet>"
                                .getBytes(UTF_8)))))
                .isEqualTo(Reason.TOO_MANY_COLUMNS);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] workbook() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var deals = book.newWorksheet("Deals");
            for (int i = 0; i < 5; i++) {
                deals.value(
                        0, i, List.of("name", "signed", "seen", "amount", "won").get(i));
            }
            deals.value(1, 0, "Été");
            deals.value(1, 1, LocalDate.of(2026, 4, 3));
            deals.style(1, 1).format("yyyy-mm-dd").set();
            deals.value(1, 2, LocalDateTime.of(2026, 4, 3, 14, 30));
            deals.style(1, 2).format("dd/mm/yyyy hh:mm").set();
            deals.value(1, 3, 1234.5);
            deals.style(1, 3).format("#,##0.00 \"days\"").set();
            deals.value(1, 4, true);
            deals.value(3, 0, "Two rows below");
            book.newWorksheet("Empty");
            var teams = book.newWorksheet("Teams");
            teams.value(0, 0, "team");
            teams.value(1, 0, "North");
        }
        return out.toByteArray();
    }

    /** The workbook with another first sheet. */
    private byte[] withSheet(Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipFile(
                        Files.write(folder.resolve("plain.xlsx"), workbook()).toFile());
                var zip = new ZipOutputStream(out)) {
            for (var entry : Collections.list(in.entries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("sheet1.xml")) {
                    content.write(zip);
                } else {
                    in.getInputStream(entry).transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    private List<Table> opened(byte[] bytes) throws IOException {
        return ((Opening.Opened) open(bytes)).tables();
    }

    private Reason reason(byte[] bytes) throws IOException {
        return ((Opening.Unreadable) open(bytes)).reason();
    }

    private Opening open(byte[] bytes) throws IOException {
        return Tables.open(Files.write(folder.resolve("book.xlsx"), bytes), "book.xlsx");
    }

    private static List<Row> rows(Table table) {
        var rows = new ArrayList<Row>();
        try (var all = table.rows()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }
}
