package io.diabolo.records;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Money;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a list into a file: what the member sees, in their order, with the ids by which an import recognises each row
 * again. The headers are the names of the fields.
 */
@Component
class ExportWork implements Jobs.Work {
    static final String KIND = "export";
    static final List<String> FORMATS = List.of("csv", "xlsx");
    /** With the headers, what a sheet holds. */
    static final int SHEET_ROWS = 1_048_575;

    private final RecordTypes types;
    private final Lists lists;
    private final Files files;
    private final Members members;
    private final TransactionTemplate snapshot;

    ExportWork(RecordTypes types, Lists lists, Files files, Members members, PlatformTransactionManager transactions) {
        this.types = types;
        this.lists = lists;
        this.files = files;
        this.members = members;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @param format one of {@link #FORMATS}
     * @param ids of the list only these; all of it when none are named
     */
    record Wanted(String plural, Map<String, String> parameters, String format, List<UUID> ids) {
        Wanted(String plural, Map<String, String> parameters, String format) {
            this(plural, parameters, format, List.of());
        }
    }

    record Exported(long rows) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) throws IOException {
        var wanted = run.input(Wanted.class);
        var me = members.actor(run.member(), Origin.PAGE, Scope.READ);
        var type = types.byPlural(wanted.plural());
        var file = java.nio.file.Files.createTempFile("diabolo-export", "." + wanted.format());
        try {
            var rows = write(type, wanted, file, run, me);
            try (var in = java.nio.file.Files.newInputStream(file)) {
                var kept = files.keep(
                        type.plural() + "." + wanted.format(),
                        wanted.format().equals("csv")
                                ? "text/csv;charset=UTF-8"
                                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        in);
                run.result(kept.id());
            }
            return new Exported(rows);
        } finally {
            java.nio.file.Files.deleteIfExists(file);
        }
    }

    private long write(RecordType type, Wanted wanted, Path file, Jobs.Run run, Actor me) {
        Long rows = snapshot.execute(_ -> {
            var query = recognisable(lists.parse(type, Exports.listed(wanted.parameters()), me));
            var picked = new Picked(query, wanted.ids(), lists.count(query, wanted.ids(), me), me);
            fits(wanted.format(), picked.total());
            try (var out = new BufferedOutputStream(java.nio.file.Files.newOutputStream(file))) {
                return wanted.format().equals("csv") ? csv(picked, out, run) : workbook(picked, out, run);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return rows == null ? 0 : rows;
    }

    /** @throws BadInput when one sheet can't hold as many */
    static void fits(String format, long rows) {
        if (format.equals("xlsx") && rows > SHEET_ROWS) {
            throw new BadInput("format", "problem.export.rows", SHEET_ROWS);
        }
    }

    /** With the external id, so that the system the rows came from knows them again too. */
    private static ListQuery recognisable(ListQuery query) {
        var columns = new ArrayList<>(query.columns());
        query.fields().stream()
                .filter(field -> field.name().equals("external_id") && !columns.contains(field))
                .forEach(columns::addFirst);
        return query.showing(columns);
    }

    private static List<String> headers(ListQuery query) {
        var headers = new ArrayList<>(List.of("id"));
        for (var field : query.columns()) {
            headers.add(field.name());
            if (isReference(field)) {
                headers.add(field.apiName());
            }
        }
        return headers;
    }

    /** Its name is for people and not always one record's alone: its id stands beside it. */
    private static boolean isReference(ListField field) {
        return field.kind() == FieldKind.REFERENCE && !field.apiName().equals(field.name());
    }

    /** What is written: a list, or some of it. */
    private record Picked(ListQuery query, List<UUID> ids, long total, Actor me) {}

    private long csv(Picked picked, OutputStream out, Jobs.Run run) throws IOException {
        var query = picked.query();
        // Spreadsheets take a file without the mark for Windows-1252.
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        var written = CsvWriter.builder()
                .fieldSeparator(SheetText.separator(picked.me()))
                .quoteStrategy(QuoteStrategies.ALWAYS);
        try (var csv = written.build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(headers(query));
            return each(picked, run, row -> csv.writeRecord(cells(query, row)));
        }
    }

    private long workbook(Picked picked, OutputStream out, Jobs.Run run) throws IOException {
        var query = picked.query();
        try (var workbook = new Workbook(out, "Diabolo", "1.0")) {
            var sheet = workbook.newWorksheet(query.type().plural());
            var next = new int[] {0};
            write(sheet, next, headers(query));
            return each(picked, run, row -> {
                write(sheet, next, cells(query, row));
            });
        }
    }

    private static void write(org.dhatim.fastexcel.Worksheet sheet, int[] next, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            sheet.value(next[0], column, cells.get(column));
        }
        next[0]++;
        if (next[0] % 1000 == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private long each(Picked picked, Jobs.Run run, Consumer<RecordRow> write) {
        var done = new long[] {0};
        try (var rows = lists.stream(picked.query(), picked.ids(), picked.me())) {
            rows.forEach(row -> {
                write.accept(row);
                if (++done[0] % 1000 == 0) {
                    run.progress(done[0], picked.total());
                }
            });
        }
        run.progress(done[0], picked.total());
        return done[0];
    }

    private static List<String> cells(ListQuery query, RecordRow row) {
        var cells = new ArrayList<String>();
        cells.add(row.id().toString());
        for (var field : query.columns()) {
            var value = row.value(field);
            cells.add(SheetText.harmless(written(value)));
            if (isReference(field)) {
                cells.add(value instanceof Reference reference ? reference.id().toString() : "");
            }
        }
        return cells;
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Money money ->
                money.value().toPlainString() + " " + money.currency().getCurrencyCode();
            case List<?> all ->
                String.join("; ", all.stream().map(Object::toString).toList());
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
