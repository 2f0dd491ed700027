package io.diabolo.importing.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which columns of a table would fill which fields, if its rows were records of this target; and how well that fits. */
record Assignment(
        Target target,
        Map<String, Filled> byHeader,
        double score,
        boolean convincing,
        @Nullable KnownExport export) {
    private static final Pattern OWN_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final double SIGNATURE = 2.5;
    private static final double NAMED = 4;

    record Filled(String field, double confidence) {}

    private record Candidate(String header, String field, double confidence) {}

    static Assignment of(Target target, TableProfile table) {
        var byHeader = new HashMap<String, Filled>();
        var fields = new HashSet<String>();
        for (var candidate : candidates(target, table)) {
            if (!byHeader.containsKey(candidate.header()) && fields.add(candidate.field())) {
                byHeader.put(candidate.header(), new Filled(candidate.field(), candidate.confidence()));
            }
        }
        return scored(target, table, byHeader);
    }

    /**
     * The columns of an export that is known, as they are known; the others as their names tell.
     *
     * @param dropped kinds of records that came too, so that ids lead to them
     */
    static Assignment of(KnownExport export, TableProfile table, Set<Target> dropped) {
        var byHeader = new HashMap<String, Filled>();
        var fields = new HashSet<String>();
        for (var field : Fields.of(export.target())) {
            var header = header(export, field.name(), table, dropped);
            if (header != null && !byHeader.containsKey(header) && fields.add(field.name())) {
                byHeader.put(header, new Filled(field.name(), 1));
            }
        }
        for (var candidate : candidates(export.target(), table)) {
            if (!byHeader.containsKey(candidate.header())
                    && !export.isIgnored(candidate.header())
                    && fields.add(candidate.field())) {
                byHeader.put(candidate.header(), new Filled(candidate.field(), candidate.confidence()));
            }
        }
        return new Assignment(export.target(), Map.copyOf(byHeader), 1, true, export);
    }

    /** An empty column fills nothing while there is another. */
    private static @Nullable String header(KnownExport export, String field, TableProfile table, Set<Target> dropped) {
        ColumnProfile empty = null;
        for (var header : export.filling(field, dropped)) {
            for (var column : table.columns()) {
                if (Text.bare(column.header()).equals(header)
                        && fit(export.target(), field, column, table.rows()) > 0) {
                    if (column.filled() > 0) {
                        return column.header();
                    }
                    empty = empty == null ? column : empty;
                }
            }
        }
        return empty == null ? null : empty.header();
    }

    private static Assignment scored(Target target, TableProfile table, Map<String, Filled> byHeader) {
        var dictionary = HeaderDictionary.known();
        double score =
                byHeader.values().stream().mapToDouble(Filled::confidence).sum();
        long signatures = table.columns().stream()
                .filter(column -> dictionary.isSignature(target, column.header()))
                .count();
        int named = dictionary.namedAfter(target, table.name());
        boolean required = byHeader.values().stream()
                .anyMatch(filled -> Fields.required(target).contains(filled.field()));
        score += SIGNATURE * Math.min(4, signatures) + (named > 0 ? NAMED + named / 20.0 : 0);
        boolean mostlyKnown =
                byHeader.size() >= 3 && byHeader.size() * 5 >= table.columns().size() * 3;
        boolean convincing =
                required && (signatures > 0 || named > 0 || mostlyKnown) && !dictionary.isNamedOtherwise(table.name());
        return new Assignment(target, Map.copyOf(byHeader), required ? score : score / 2, convincing, null);
    }

    private static List<Candidate> candidates(Target target, TableProfile table) {
        var candidates = new ArrayList<Candidate>();
        for (var column : table.columns()) {
            if (isOwnId(column) && Fields.of(target, "id") != null) {
                candidates.add(new Candidate(column.header(), "id", 1));
                continue;
            }
            for (var meaning : HeaderDictionary.known().meanings(target, column.header())) {
                double fit = fit(target, meaning.field(), column, table.rows());
                if (fit > 0) {
                    candidates.add(new Candidate(column.header(), meaning.field(), meaning.confidence() * fit));
                }
            }
            byKind(target, column, candidates);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return candidates;
    }

    /** A column whose values speak for themselves, whatever it is called. */
    private static void byKind(Target target, ColumnProfile column, List<Candidate> candidates) {
        var field = switch (column.format().kind()) {
            case EMAIL -> target == Target.ACTIVITY ? null : "email";
            case SIRET -> "siret";
            case SIREN -> "siren";
            case VAT_NUMBER -> "vat_number";
            default -> null;
        };
        if (field != null && Fields.of(target, field) != null && column.filled() >= 3) {
            candidates.add(new Candidate(column.header(), field, 0.6));
        }
    }

    private static boolean isOwnId(ColumnProfile column) {
        return Text.bare(column.header()).equals("id")
                && column.filled() > 0
                && column.examples().stream().allMatch(Assignment::isOwnId);
    }

    static boolean isOwnId(String value) {
        return OWN_ID.matcher(value).matches();
    }

    /** 1 when the values can be what the field wants, 0 when they can't. */
    private static double fit(Target target, String name, ColumnProfile column, long rows) {
        var field = Fields.of(target, name);
        if (field == null) {
            return 0;
        }
        if (column.filled() == 0) {
            return 0.8;
        }
        var kind = column.format().kind();
        boolean fits = switch (field.kind()) {
            case DATE, DATE_TIME -> kind.isDate();
            case MONEY, DECIMAL, INTEGER, PERCENTAGE -> kind.isNumber() || isZeroOrOne(column);
            case BOOLEAN -> kind == ValueKind.BOOLEAN;
            case EMAIL -> kind == ValueKind.EMAIL || kind == ValueKind.TEXT;
            case PHONE, URL -> !kind.isDate() && kind != ValueKind.BOOLEAN && kind != ValueKind.EMAIL;
            case SIREN, SIRET, VAT_NUMBER -> !kind.isDate() && column.longest() <= 20;
            case COUNTRY, TEXT -> true;
        };
        if (!fits || isStage(name) && column.distinct().size() > 40) {
            return 0;
        }
        // What tells rows apart has another value in each.
        return name.equals("external_id") && !(column.isUnique() && column.filled() >= rows * 0.9) ? 0.5 : 1;
    }

    private static boolean isZeroOrOne(ColumnProfile column) {
        return column.format().kind() == ValueKind.BOOLEAN
                && column.distinct().keySet().stream().allMatch(value -> value.equals("0") || value.equals("1"));
    }

    static boolean isStage(String field) {
        return field.equals("stage") || field.equals("status");
    }
}
