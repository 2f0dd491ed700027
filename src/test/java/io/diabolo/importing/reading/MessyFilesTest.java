package io.diabolo.importing.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Files that were made to be difficult; they aren't part of the project. */
class MessyFilesTest {
    private static final Path DATA = Path.of(System.getProperty("diabolo.data", "../shared/data"));

    @Test
    void the_files_of_csv_spectrum_are_read_as_its_authors_say() throws IOException {
        var folder = data("csv_messy/csv-spectrum");
        try (var files = Files.list(folder.resolve("csvs"))) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                var json = folder.resolve("json").resolve(name.replace(".csv", ".json"));
                // This copy of the set has lost the carriage returns of its CSV files.
                var expected = JsonMapper.shared()
                        .readValue(
                                Files.readString(json).replace("\\r\\n", "\\n"),
                                new TypeReference<List<Map<String, String>>>() {});
                assertThat(records(file)).as(name).isEqualTo(expected);
            }
        }
    }

    @Test
    void every_file_gets_an_answer() throws IOException {
        try (var files = Files.walk(data("csv_messy"))) {
            var all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSize(62);
            for (var file : all) {
                var opening = Tables.open(file, file.getFileName().toString());
                boolean json = file.toString().endsWith(".json");
                boolean fixedWidth = file.getFileName().toString().startsWith("fixed__");
                assertThat(opening instanceof Opening.Opened)
                        .as(file.toString())
                        .isEqualTo(!json && !fixedWidth);
            }
        }
    }

    @Test
    void the_register_in_windows_1252_is_read_with_its_accents() throws IOException {
        var table = opened(data("french_register/sirene_old_format_latin1_semicolon.csv"));

        assertThat(table.header()).hasSize(96).contains("Numéro dans la voie");
        assertThat(table.rowCount()).isEqualTo(952);
    }

    @Test
    void rows_are_counted_as_the_sets_describe_them() throws IOException {
        assertThat(opened(data("lead_scoring/Leads.csv")).rowCount()).isEqualTo(9_240);
        assertThat(opened(data("support_tickets/customer_support_tickets.csv")).rowCount())
                .isEqualTo(8_469);
        assertThat(opened(data("lead_scoring/Leads Data Dictionary.xlsx")).header())
                .containsExactly("Variables", "Description");
    }

    private static Path data(String path) {
        var file = DATA.resolve(path);
        assumeTrue(Files.exists(file), () -> file + " isn't there: set diabolo.data to the folder of the data sets");
        return file;
    }

    private static Table opened(Path file) {
        return ((Opening.Opened) Tables.open(file, file.getFileName().toString()))
                .tables()
                .getFirst();
    }

    private static List<Map<String, String>> records(Path file) {
        var table = opened(file);
        var records = new ArrayList<Map<String, String>>();
        try (var rows = table.rows()) {
            while (rows.hasNext()) {
                var cells = rows.next().cells();
                var fields = new LinkedHashMap<String, String>();
                for (int i = 0; i < cells.size(); i++) {
                    fields.put(table.header().get(i), cells.get(i));
                }
                records.add(fields);
            }
        }
        return records;
    }
}
