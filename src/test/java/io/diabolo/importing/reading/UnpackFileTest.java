package io.diabolo.importing.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.reading.Unpacking.Piece;
import io.diabolo.importing.reading.Unpacking.Refused;
import io.diabolo.importing.reading.Unpacking.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackFileTest {
    private static final String DEALS = "name,amount\nOne,1\nTwo,2\n";

    @TempDir
    Path folder;

    @Test
    void each_file_of_a_zip_is_a_file_and_what_systems_add_is_left_out() throws IOException {
        var bytes = zip("deals.csv", DEALS, "__MACOSX/._deals.csv", "\0", "old/deals.csv", DEALS, ".DS_Store", "x");

        var pieces = unpacked(bytes, "all.zip");

        assertThat(pieces).extracting(Piece::name).containsExactly("deals.csv", "old/deals.csv");
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(Files.readString(piece.file())).isEqualTo(DEALS));
    }

    @Test
    void a_name_that_leads_out_of_the_zip_leads_nowhere() throws IOException {
        var pieces = unpacked(
                zip("../../etc/cron.d/x.csv", DEALS, "/abs.csv", DEALS, "C:\\Users\\y.csv", DEALS), "tricks.zip");

        assertThat(pieces).extracting(Piece::name).containsExactly("etc/cron.d/x.csv", "abs.csv", "Users/y.csv");
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(piece.file().getParent()).isEqualTo(folder));
    }

    @Test
    void names_in_the_letters_of_old_systems_are_read() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, Charset.forName("IBM850"))) {
            put(zip, "sociétés.csv", DEALS.getBytes(UTF_8));
        }

        assertThat(unpacked(out.toByteArray(), "fr.zip"))
                .extracting(Piece::name)
                .containsExactly("sociétés.csv");
    }

    @Test
    void a_workbook_is_no_zip_of_files() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            book.newWorksheet("Deals").value(0, 0, "name");
        }

        assertThat(unpacked(out.toByteArray(), "deals.xlsx"))
                .extracting(Piece::name)
                .containsExactly("deals.xlsx");
    }

    @Test
    void a_workbook_within_a_zip_is_a_file_of_it() throws IOException {
        var book = new ByteArrayOutputStream();
        try (var workbook = new Workbook(book, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Deals");
            sheet.value(0, 0, "name");
            sheet.value(1, 0, "One");
        }
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "deals.xlsx", book.toByteArray());
        }
        var piece = unpacked(out.toByteArray(), "all.zip").getFirst();

        assertThat(Tables.open(piece.file(), piece.name())).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void what_gzip_made_small_is_read_under_its_own_name() throws IOException {
        var pieces = unpacked(gzip(DEALS.getBytes(UTF_8)), "deals.csv.gz");

        assertThat(pieces).extracting(Piece::name).containsExactly("deals.csv");
        assertThat(Files.readString(pieces.getFirst().file())).isEqualTo(DEALS);
    }

    @Test
    void a_packed_file_within_a_packed_file_is_named() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "inner.zip", zip("deals.csv", DEALS));
        }

        assertThat(refused(out.toByteArray()).reason()).isEqualTo(Reason.NESTED);
        assertThat(refused(out.toByteArray()).args()).containsExactly("inner.zip");
        assertThat(refused(gzip(zip("deals.csv", DEALS))).reason()).isEqualTo(Reason.NESTED);
    }

    @Test
    void a_bomb_is_not_unpacked() throws IOException {
        var zeros = new byte[80 << 20];

        assertThat(refused(gzip(zeros)).reason()).isEqualTo(Reason.ZIP_BOMB);
        assertThat(refused(zip("zeros.csv", new String(zeros, UTF_8))).reason()).isEqualTo(Reason.ZIP_BOMB);
    }

    @Test
    void what_would_be_too_large_is_said_so_with_the_limit() throws IOException {
        var file = Files.write(folder.resolve("large.zip"), zip("a.csv", "a\n" + "x\n".repeat(2 << 20)));

        assertThat(Archives.unpack(file, "large.zip", folder, 3L << 20))
                .isEqualTo(new Refused(new Opening.Unreadable(Reason.TOO_LARGE, List.of(3L))));
    }

    @Test
    void a_zip_without_files_cut_short_or_with_a_password_is_named_as_such() throws IOException {
        var whole = zip("deals.csv", DEALS.repeat(100));
        var locked = whole.clone();
        // Bit 0 of the flags: in the entry's head and in the directory at the end.
        locked[6] |= 1;
        for (int i = 0; i < locked.length - 3; i++) {
            if (locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2) {
                locked[i + 8] |= 1;
            }
        }

        assertThat(refused(zip("__MACOSX/x", "x")).reason()).isEqualTo(Reason.NOTHING_INSIDE);
        assertThat(reason(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(Reason.TRUNCATED);
        assertThat(refused(Arrays.copyOf(gzip(DEALS.getBytes(UTF_8)), 25)).reason())
                .isEqualTo(Reason.TRUNCATED);
        assertThat(reason(locked)).isEqualTo(Reason.LOCKED_ARCHIVE);
    }

    private List<Piece> unpacked(byte[] bytes, String name) throws IOException {
        var file = Files.write(folder.resolve("upload"), bytes);
        return ((Unpacked) Archives.unpack(file, name, folder)).pieces();
    }

    private Opening.Unreadable refused(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("upload"), bytes);
        return ((Refused) Archives.unpack(file, "upload", folder)).why();
    }

    private Reason reason(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("upload"), bytes);
        return ((Opening.Unreadable) Tables.open(file, "upload")).reason();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                put(zip, namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
