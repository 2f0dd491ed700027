package io.diabolo.importing.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which columns name records of another file, and which of their values are spelled differently there. */
final class Links {
    /** Half of the values found make a link: what is missing is then asked or told, value by value. */
    private static final double NAMED = 0.5;
    /** A column whose name doesn't tell that it refers to anything needs more. */
    private static final double UNNAMED = 0.9;

    private static final Set<String> IDENTIFYING =
            Set.of("external_id", "id", "name", "domain", "email", "siren", "siret");

    private final Map<String, TableProfile> tables;
    private final List<FileMapping> files;

    private record Found(String file, String header, double share) {}

    Links(List<TableProfile> tables, List<FileMapping> files) {
        this.tables = tables.stream().collect(Collectors.toMap(TableProfile::name, table -> table));
        this.files = files;
    }

    List<FileMapping> linked() {
        return files.stream().map(this::linked).toList();
    }

    private FileMapping linked(FileMapping file) {
        var target = file.record();
        if (target == null) {
            return file;
        }
        var linked = file;
        for (var column : file.columns()) {
            var use = link(linked, target, column);
            if (use != null) {
                linked = linked.changing(column.header(), before -> before.with(use));
            }
        }
        return linked;
    }

    private Use.@Nullable MapTo link(FileMapping file, Target target, ColumnMapping column) {
        var name = column.field();
        var field = name == null ? null : Fields.of(target, name);
        if (name != null && field != null && field.reference() != null) {
            var found = holder(file, column, field.reference());
            var unknown = column.use() instanceof Use.MapTo to ? to.unknown() : null;
            return found == null || found.share() < NAMED
                    ? null
                    : new Use.MapTo(name, found.file(), found.header(), unknown);
        }
        return column.use() instanceof Use.CustomField ? unnamed(file, target, column) : null;
    }

    /** A column of unknown name whose values are nearly all records of another file. */
    private Use.@Nullable MapTo unnamed(FileMapping file, Target target, ColumnMapping column) {
        var kind = column.format().kind();
        if (kind.isNumber() || kind.isDate() || kind == ValueKind.BOOLEAN) {
            return null;
        }
        for (var field : Fields.of(target)) {
            if (field.reference() != null && file.filling(field.name()) == null) {
                var found = holder(file, column, field.reference());
                if (found != null && found.share() >= UNNAMED && !found.file().equals(file.file())) {
                    return new Use.MapTo(field.name(), found.file(), found.header());
                }
            }
        }
        return null;
    }

    private @Nullable Found holder(FileMapping from, ColumnMapping column, Target reference) {
        var sketch = table(from.file()).sketch(column.header());
        if (sketch.distinct() == 0) {
            return null;
        }
        Found best = null;
        for (var file : files) {
            if (file.record() != reference) {
                continue;
            }
            for (var other : identifying(file)) {
                boolean itself = file.file().equals(from.file()) && other.equals(column.header());
                double share = itself ? 0 : sketch.shareIn(table(file.file()).sketch(other));
                if (best == null ? share > 0 : share > best.share()) {
                    best = new Found(file.file(), other, share);
                }
            }
        }
        return best;
    }

    private static List<String> identifying(FileMapping file) {
        var headers = new ArrayList<String>();
        if (file.key() != null) {
            headers.add(file.key());
        }
        for (var column : file.columns()) {
            var field = column.field();
            if (field != null && IDENTIFYING.contains(field) && !headers.contains(column.header())) {
                headers.add(column.header());
            }
        }
        return headers;
    }

    /** Values of linked columns that the other file doesn't have, and the ones they are probably meant to be. */
    List<Match> matches() {
        var matches = new ArrayList<Match>();
        for (var file : files) {
            for (var column : file.columns()) {
                var to = column.use() instanceof Use.MapTo field ? field : null;
                var link = to == null ? null : to.link();
                var by = to == null ? null : to.by();
                if (link != null && by != null) {
                    drifting(file, column, table(link), by, matches);
                }
            }
        }
        return matches;
    }

    private void drifting(FileMapping file, ColumnMapping column, TableProfile other, String by, List<Match> matches) {
        var known = profile(other, by);
        var sketch = other.sketch(by);
        for (var value : profile(table(file.file()), column.header()).distinct().entrySet()) {
            // Beyond a thousand known values the staged rows are compared by the database instead.
            var nearest = sketch.has(value.getKey()) || known.more()
                    ? null
                    : Similarity.nearest(value.getKey(), known.distinct().keySet());
            if (nearest != null && nearest.similarity() < 1) {
                matches.add(new Match(
                        file.file(),
                        column.header(),
                        value.getKey(),
                        nearest.value(),
                        nearest.similarity(),
                        value.getValue(),
                        true));
            }
        }
    }

    static ColumnProfile profile(TableProfile table, String header) {
        return table.columns().stream()
                .filter(column -> column.header().equals(header))
                .findFirst()
                .orElseThrow();
    }

    private TableProfile table(String name) {
        return java.util.Objects.requireNonNull(tables.get(name));
    }
}
