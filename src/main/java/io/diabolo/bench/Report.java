package io.diabolo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells each result as soon as it is there, as a line of a Markdown table, and all until then as JSON. */
final class Report {
    private final PrintStream out;
    private final @Nullable Path json;
    private final List<Result> results = new ArrayList<>();

    /** @param json the file that holds all results, null for none */
    Report(int rows, PrintStream out, PrintStream err, @Nullable Path json) {
        this.out = out;
        this.json = json;
        err.println(rows + " leads, " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("| measure | clients | median ms | p95 ms | plain SQL ms | ratio | rows/s | plain rows/s |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        out.flush();
    }

    void tell(Result result, List<String> wanted) throws IOException {
        if (!BenchCommand.isWanted(result.name(), wanted)) {
            return;
        }
        results.add(result);
        out.println("| " + result.name() + " | " + result.clients() + " | " + number(result.medianMs()) + " | "
                + number(result.p95Ms()) + " | " + number(result.baselineMedianMs()) + " | " + number(result.ratio())
                + " | " + number(result.rowsPerSecond()) + " | " + number(result.baselineRowsPerSecond()) + " |");
        out.flush();
        if (json != null) {
            Files.writeString(
                    json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(results));
        }
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
