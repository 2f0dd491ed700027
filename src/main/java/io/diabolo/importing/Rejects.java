package io.diabolo.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.diabolo.importing.reading.Table;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Files;
import io.diabolo.platform.Texts;
import io.diabolo.records.SheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Rejected rows as a file: as they stood, with the reason beside them, so that they can be mended and dropped again. */
@Component
class Rejects {
    private final DSLContext sql;
    private final Files files;
    private final Texts texts;

    Rejects(DSLContext sql, Files files, Texts texts) {
        this.sql = sql;
        this.files = files;
        this.texts = texts;
    }

    ImportOutcome keep(ImportOutcome outcome, List<Table> tables, List<ImportTarget> targets, Actor me) {
        var reasons = reasons(targets, me);
        try {
            var path = java.nio.file.Files.createTempFile("diabolo-rejects", ".csv");
            try {
                write(path, tables, reasons, me);
                try (var in = java.nio.file.Files.newInputStream(path)) {
                    var kept = files.keep(texts.text(me.locale(), "import.rejects.file"), "text/csv", in);
                    return new ImportOutcome(
                            outcome.rows(),
                            outcome.counts(),
                            outcome.samples(),
                            outcome.differences(),
                            outcome.refusals(),
                            outcome.stagesKept(),
                            outcome.notes(),
                            outcome.changeSet(),
                            kept.id());
                }
            } finally {
                java.nio.file.Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Integer, Map<Integer, String>> reasons(List<ImportTarget> targets, Actor me) {
        var reasons = new TreeMap<Integer, Map<Integer, String>>();
        for (var target : targets) {
            sql.fetch("select file_no, row_no, refusal, refusal_arg from staged_" + target.target()
                            + " where refusal is not null and not derived")
                    .forEach(row -> reasons.computeIfAbsent(row.get(0, Integer.class), _ -> new HashMap<>())
                            .put(
                                    row.get(1, Integer.class),
                                    reason(row.get(2, String.class), row.get(3, String.class), me)));
        }
        return reasons;
    }

    private String reason(String key, @org.jspecify.annotations.Nullable String args, Actor me) {
        var parts = args == null ? new Object[0] : (Object[]) args.split("\u001F");
        if (key.startsWith("import.faulty.") && parts.length == 2) {
            return texts.text(me.locale(), "import.rejected.column", parts[0], texts.text(me.locale(), key, parts[1]));
        }
        return texts.text(me.locale(), key, parts);
    }

    private void write(
            java.nio.file.Path path, List<Table> tables, Map<Integer, Map<Integer, String>> reasons, Actor me)
            throws IOException {
        var headers = new LinkedHashSet<String>();
        reasons.keySet().forEach(file -> headers.addAll(tables.get(file).header()));
        try (var out = java.nio.file.Files.newBufferedWriter(path, StandardCharsets.UTF_8);
                var csv = CsvWriter.builder()
                        .fieldSeparator(SheetText.separator(me))
                        .quoteStrategy(QuoteStrategies.ALWAYS)
                        .build(out)) {
            // Excel takes a file for UTF-8 only with this mark.
            out.write('\uFEFF');
            var first = new ArrayList<String>();
            headers.forEach(header -> first.add(SheetText.harmless(header)));
            first.add(texts.text(me.locale(), "import.rejects.file-column"));
            first.add(texts.text(me.locale(), "import.rejects.row-column"));
            first.add(texts.text(me.locale(), "import.rejects.reason-column"));
            csv.writeRecord(first);
            for (var file : reasons.entrySet()) {
                rows(csv, tables.get(file.getKey()), file.getValue(), List.copyOf(headers));
            }
        }
    }

    private static void rows(CsvWriter csv, Table table, Map<Integer, String> reasons, List<String> headers) {
        try (var rows = table.rows()) {
            while (rows.hasNext()) {
                var row = rows.next();
                var reason = reasons.get(row.number());
                if (reason == null) {
                    continue;
                }
                var cells = new ArrayList<String>();
                headers.forEach(header -> {
                    int at = table.header().indexOf(header);
                    cells.add(
                            at < 0 || at >= row.cells().size()
                                    ? ""
                                    : SheetText.harmless(row.cells().get(at)));
                });
                cells.add(SheetText.harmless(table.name()));
                cells.add(String.valueOf(row.number()));
                cells.add(reason);
                csv.writeRecord(cells);
            }
        }
    }
}
