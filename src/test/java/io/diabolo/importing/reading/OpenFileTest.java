package io.diabolo.importing.reading;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// Files of a few lines read best with their line ends shown.
@SuppressWarnings("StringConcatToTextBlock")
class OpenFileTest {
    private static final String CITIES = "nom;ville;effectif\nL’Écluse;Orléans;12\nBâti Sud;Nîmes;7\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found(String separator) throws IOException {
        var table = opened(CITIES.replace(";", separator).getBytes(UTF_8));

        assertThat(table.header()).containsExactly("nom", "ville", "effectif");
        assertThat(rows(table)).extracting(Row::cells).contains(List.of("Bâti Sud", "Nîmes", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void letters_are_read_in_whatever_encoding_they_were_written(String charset) throws IOException {
        var text = charset.equals("windows-1252") ? CITIES + "Œuvre;Évry;3\n" : CITIES;
        for (var mark : charset.startsWith("UTF") ? List.of("", "\uFEFF") : List.of("")) {
            var table = opened((mark + text).getBytes(Charset.forName(charset)));

            assertThat(table.header()).containsExactly("nom", "ville", "effectif");
            assertThat(rows(table).getFirst().cells()).containsExactly("L’Écluse", "Orléans", "12");
        }
    }

    @Test
    void a_row_stands_where_the_editor_shows_it() throws IOException {
        var table = opened("a,b\n\"one\ntwo\",2\n\n,\n3,4\n".getBytes(UTF_8));

        assertThat(rows(table)).extracting(Row::number).containsExactly(2, 6);
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void short_rows_are_filled_and_long_ones_marked() throws IOException {
        var rows = rows(opened("a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n1,2,3\n".getBytes(UTF_8)));

        assertThat(rows.get(0).cells()).containsExactly("1", "2", "");
        assertThat(rows.get(1).fault()).isNull();
        assertThat(rows.get(2).fault()).isEqualTo(Row.Fault.MORE_CELLS_THAN_HEADERS);
        assertThat(rows.get(3).fault()).isNull();
    }

    @Test
    void a_last_row_that_was_cut_off_is_no_row_with_empty_cells() throws IOException {
        assertThat(rows(opened("id,name,city\n1,A,Lyon\n2,B,Metz\n3,C".getBytes(UTF_8))))
                .extracting(Row::fault)
                .containsExactly(null, null, Row.Fault.CUT_SHORT);
        // Some programs leave out what is empty at the end of a row.
        assertThat(rows(opened("id,name,city\n1,A\n2,B,Metz\n3,C\n".getBytes(UTF_8))))
                .extracting(Row::fault)
                .containsOnlyNulls();
    }

    @Test
    void every_column_has_a_name_of_its_own() throws IOException {
        assertThat(opened("Amount,,amount,Amount\n1,2,3,4\n".getBytes(UTF_8)).header())
                .containsExactly("Amount", "#2", "amount 2", "Amount 3");
    }

    @Test
    void a_title_above_the_table_is_passed_over() throws IOException {
        var table = opened("Export of 3 May\n\nid,name,city\n1,A,Lyon\n2,B,Metz\n".getBytes(UTF_8));

        assertThat(table.header()).containsExactly("id", "name", "city");
        assertThat(rows(table)).extracting(Row::number).containsExactly(4, 5);
    }

    @Test
    void progress_ends_at_the_size_of_the_file() throws IOException {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(",value\n");
        }
        var table = opened(text.toString().getBytes(UTF_8));

        try (var rows = table.rows()) {
            rows.next();
            assertThat(rows.bytesRead()).isLessThan(table.totalBytes());
            rows.forEachRemaining(_ -> {});
            assertThat(rows.bytesRead()).isEqualTo(table.totalBytes());
        }
    }

    @Test
    void what_is_no_table_gets_a_clear_answer() throws IOException {
        var garbage = new byte[200_000];
        new Random(7).nextBytes(garbage);

        assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reason("\n \n".getBytes(UTF_8))).isEqualTo(Reason.EMPTY);
        assertThat(reason("a,b,c\n".getBytes(UTF_8))).isEqualTo(Reason.HEADER_ONLY);
        assertThat(reason(garbage)).isEqualTo(Reason.NOT_A_TABLE);
        assertThat(reason("%PDF-1.7 …".getBytes(UTF_8))).isEqualTo(Reason.NOT_A_TABLE);
        assertThat(reason("<html><body>a,b</body></html>".getBytes(UTF_8))).isEqualTo(Reason.NOT_A_TABLE);
        assertThat(reason("[\n {\"a\": 1}\n]".getBytes(UTF_8))).isEqualTo(Reason.NOT_A_TABLE);
        assertThat(reason(("Dear all, here is what we said in the meeting of today.\n"
                                + "We will meet again, as far as I can see, on the ninth.\n"
                                + "Until then please send me your figures for the quarter.\n")
                        .getBytes(UTF_8)))
                .isEqualTo(Reason.NOT_A_TABLE);
    }

    @Test
    void a_file_cut_short_is_noticed() throws IOException {
        var bytes = "a,b\nété,2\n3,\"Orléans".getBytes(UTF_8);
        assertThat(unreadable(bytes)).isEqualTo(new Opening.Unreadable(Reason.TRUNCATED, List.of(3)));

        var inLetter = "a,b\nété,2\n3,é".getBytes(UTF_8);
        assertThat(reason(java.util.Arrays.copyOf(inLetter, inLetter.length - 1)))
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void a_false_mark_of_encoding_is_told() throws IOException {
        var bytes = "xxxnom,ville\nOrl\u00e9ans,3\nab,cd\n".getBytes(Charset.forName("windows-1252"));
        bytes[0] = (byte) 0xEF;
        bytes[1] = (byte) 0xBB;
        bytes[2] = (byte) 0xBF;

        assertThat(reason(bytes)).isEqualTo(Reason.ENCODING);
    }

    @Test
    void too_many_columns_are_counted() throws IOException {
        var header = new StringBuilder("c0");
        for (int i = 1; i < 100_000; i++) {
            header.append(",c").append(i);
        }
        assertThat(unreadable((header + "\n1,2\n").getBytes(UTF_8)))
                .isEqualTo(new Opening.Unreadable(Reason.TOO_MANY_COLUMNS, List.of(100_000, Limits.COLUMNS)));
    }

    @Test
    void a_cell_of_200_mebibytes_is_refused_without_being_held() throws IOException {
        var file = folder.resolve("huge.csv");
        var piece = "x".repeat(1 << 20).getBytes(UTF_8);
        for (var quote : List.of("\"", "")) {
            try (var out = Files.newOutputStream(file)) {
                out.write(("a,b\n1,2\n" + quote).getBytes(UTF_8));
                for (int i = 0; i < 200; i++) {
                    out.write(piece);
                }
                out.write((quote + ",2\n").getBytes(UTF_8));
            }
            assertThat(Tables.open(file, "huge.csv"))
                    .isEqualTo(new Opening.Unreadable(Reason.CELL_TOO_LONG, List.of(3, Limits.CELL)));
        }
    }

    @Test
    void a_cell_of_just_the_limit_is_read() throws IOException {
        var table = opened(("a,b\n" + "x".repeat(Limits.CELL) + ",2\n").getBytes(UTF_8));
        assertThat(rows(table).getFirst().cells().getFirst()).hasSize(Limits.CELL);

        assertThat(reason(("a,b\n" + "x".repeat(Limits.CELL + 1) + ",2\n").getBytes(UTF_8)))
                .isEqualTo(Reason.CELL_TOO_LONG);
    }

    @Test
    void a_utf_16_file_without_mark_is_read() throws IOException {
        assertThat(opened("a,b\n1,2\n".getBytes(UTF_16LE)).header()).containsExactly("a", "b");
        assertThat(opened("a,b\n1,2\n".getBytes(UTF_16BE)).header()).containsExactly("a", "b");
    }

    private Table opened(byte[] bytes) throws IOException {
        return ((Opening.Opened) open(bytes)).tables().getFirst();
    }

    private Opening.Unreadable unreadable(byte[] bytes) throws IOException {
        return (Opening.Unreadable) open(bytes);
    }

    private Reason reason(byte[] bytes) throws IOException {
        return unreadable(bytes).reason();
    }

    private Opening open(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("file.csv"), bytes);
        return Tables.open(file, "file.csv");
    }

    private static List<Row> rows(Table table) {
        var rows = new ArrayList<Row>();
        try (var all = table.rows()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }
}
