package io.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The table and the file that a bench leaves, as far as it came. */
class ReportTest {
    private static final Result LIST = new Result("list", "read", 1_000, 4, 12.5, 30, 5.0, 320.0, 800.0);

    @Test
    void each_result_stands_in_the_table_and_in_the_file_at_once(@TempDir Path directory) throws Exception {
        var file = directory.resolve("bench.json");
        var table = new ByteArrayOutputStream();
        var out = new PrintStream(table, true, StandardCharsets.UTF_8);
        var report = new Report(1_000, out, System.err, file);
        report.tell(LIST, List.of());
        var told = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "kind",
                        "rows",
                        "clients",
                        "median_ms",
                        "p95_ms",
                        "baseline_median_ms",
                        "rows_per_s",
                        "baseline_rows_per_s");
        assertThat(told.get(0).get("median_ms").asDouble()).isEqualTo(12.5);
        assertThat(table.toString(StandardCharsets.UTF_8))
                .contains("| list | 4 | 12.5 | 30.0 | 5.00 | 2.50 | 320 | 800 |");

        report.tell(Result.load("memory", 1, 100), List.of());
        assertThat(JsonMapper.shared().readTree(Files.readString(file)).size()).isEqualTo(2);
    }

    @Test
    void what_was_not_asked_for_is_not_told() throws Exception {
        var table = new ByteArrayOutputStream();
        var report = new Report(1, new PrintStream(table, true, StandardCharsets.UTF_8), System.err, null);
        report.tell(LIST, List.of("import"));
        assertThat(table.toString(StandardCharsets.UTF_8)).doesNotContain("list");
    }
}
