package io.diabolo.importing;

import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.TableProfile;
import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.mapping.Use;
import io.diabolo.importing.reading.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The names of records that dropped files use, and those that they bring: from what was counted when the files were
 * looked at; where that wasn't all, from the file once more.
 */
final class FileNames {
    private static final Set<String> IDENTIFYING = Set.of("external_id", "id", "name", "full_name", "domain", "email");
    /** So many different values are gathered before they go to the database. */
    private static final int AT_ONCE = 20_000;

    private final Mapping mapping;
    private final Map<String, TableProfile> profiles = new HashMap<>();
    private final Function<String, Table> tables;
    private final List<Column> columns = new ArrayList<>();

    /** A column that names records: what its rows become, and what its values name. */
    record Column(
            int number,
            String file,
            String header,
            Target of,
            Target reference,
            Use.MapTo use,
            ColumnMapping mapping) {}

    /** @param tables opens a table by its name once more */
    FileNames(Mapping mapping, List<TableProfile> profiles, Function<String, Table> tables) {
        this.mapping = mapping;
        this.tables = tables;
        profiles.forEach(profile -> this.profiles.put(profile.name(), profile));
        for (var file : mapping.files()) {
            file.columns().forEach(column -> refer(file, column));
        }
    }

    private void refer(FileMapping file, ColumnMapping column) {
        var reference = file.referring(column);
        var of = file.record();
        if (reference == null || of == null || !profiles.containsKey(file.file())) {
            return;
        }
        // An activity may be about records of any kind; one about nothing comes back with its reason.
        if (column.use() instanceof Use.MapTo use
                && use.unknown() == null
                && !use.field().equals("about")) {
            columns.add(new Column(columns.size(), file.file(), column.header(), of, reference, use, column));
        }
    }

    List<Column> columns() {
        return columns;
    }

    void fill(
            BiConsumer<Integer, Map<String, Long>> named,
            BiConsumer<Target, List<String>> stands,
            LongConsumer progress) {
        for (var column : columns) {
            values(column.file(), column.mapping(), values -> named.accept(column.number(), values), progress);
        }
        for (var file : mapping.files()) {
            var target = file.record();
            if (target == null || columns.stream().noneMatch(column -> column.reference() == target)) {
                continue;
            }
            for (var column : identifying(file)) {
                values(file.file(), column, values -> stands.accept(target, List.copyOf(values.keySet())), progress);
            }
        }
    }

    private static List<ColumnMapping> identifying(FileMapping file) {
        return file.columns().stream()
                .filter(column -> column.header().equals(file.key())
                        || column.field() != null && IDENTIFYING.contains(column.field()))
                .toList();
    }

    private void values(
            String file,
            ColumnMapping column,
            java.util.function.Consumer<Map<String, Long>> take,
            LongConsumer progress) {
        var profile = profiles.get(file);
        var counted = profile == null ? null : profile.counted(column.header());
        if (counted == null) {
            return;
        }
        var values = new HashMap<String, Long>();
        if (!counted.more()) {
            counted.values().forEach((value, rows) -> add(values, column, value, rows));
        } else {
            stream(file, column, values, take, progress);
        }
        if (!values.isEmpty()) {
            take.accept(values);
        }
    }

    private void stream(
            String file,
            ColumnMapping column,
            Map<String, Long> values,
            java.util.function.Consumer<Map<String, Long>> take,
            LongConsumer progress) {
        var table = tables.apply(file);
        int at = table.header().indexOf(column.header());
        try (var rows = table.rows()) {
            while (rows.hasNext()) {
                add(values, column, rows.next().cells().get(at), 1);
                if (values.size() >= AT_ONCE) {
                    take.accept(values);
                    progress.accept(0);
                    values.clear();
                }
            }
        }
    }

    /** What a person has settled isn't asked again. */
    private static void add(Map<String, Long> values, ColumnMapping column, String cell, long rows) {
        var value = column.value(cell);
        if (!value.isEmpty() && !column.isMeant(value)) {
            values.merge(value, rows, Long::sum);
        }
    }
}
