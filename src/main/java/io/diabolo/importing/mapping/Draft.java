package io.diabolo.importing.mapping;

import io.diabolo.importing.mapping.Assignment.Filled;
import io.diabolo.importing.mapping.ColumnProfile.Doubt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mapping of one table as far as the table itself tells it. */
final class Draft {
    private static final Set<String> CLOSED = Set.of("won", "closed", "gagne", "gagnes", "gagnees", "signe", "signes");

    private final TableProfile table;
    private final Assignment assignment;

    Draft(TableProfile table, Assignment assignment) {
        this.table = table;
        this.assignment = assignment;
    }

    FileMapping mapping() {
        var filled = new HashMap<>(assignment.byHeader());
        leaveOutUnsaidMillions(filled);
        var columns = new ArrayList<ColumnMapping>();
        var keys = new HashSet<String>();
        for (var column : table.columns()) {
            var use = use(column, filled.get(column.header()), keys);
            columns.add(new ColumnMapping(column.header(), use, format(column), Map.of()));
        }
        return new FileMapping(table.name(), assignment.target(), key(filled), columns, constants(filled));
    }

    private Use use(ColumnProfile column, @Nullable Filled filled, Set<String> keys) {
        var export = assignment.export();
        if (filled != null) {
            // An id of another system leads to a record that came from there, or nowhere: it's no name to make one of.
            var field = Fields.of(assignment.target(), filled.field());
            boolean id = export != null && export.isId(column.header()) && field != null && field.reference() != null;
            return new Use.MapTo(filled.field(), null, null, id ? Use.Unknown.EMPTY : null);
        }
        if (column.filled() == 0 || isBesideAName(column) || export != null && export.isIgnored(column.header())) {
            return new Use.Ignore();
        }
        // Diabolo's own files name a field that the workspace added custom.<key>.
        var header =
                column.header().startsWith("custom.") ? column.header().substring("custom.".length()) : column.header();
        return new Use.CustomField(customKey(header, keys), label(header), customType(column));
    }

    /** Diabolo's own files write a reference's id beside its name; the name is what people edit. */
    private boolean isBesideAName(ColumnProfile column) {
        var name = column.header().endsWith("_id")
                ? column.header().substring(0, column.header().length() - "_id".length())
                : "";
        var field = Fields.of(assignment.target(), name);
        return field != null
                && field.reference() != null
                && table.columns().stream().anyMatch(one -> one.header().equals(name))
                && column.examples().stream().allMatch(Assignment::isOwnId);
    }

    /** The column's own format; where it is in doubt, that of a column beside it that isn't. */
    private Format format(ColumnProfile column) {
        var export = assignment.export();
        boolean several = export != null && export.holdsSeveral(column.header());
        var format = several ? column.format().takingFirst() : column.format();
        if (column.doubt() == Doubt.NONE) {
            return format;
        }
        for (var sister : table.columns()) {
            var known = sister.format();
            if (sister.evident() && column.doubt() == Doubt.DATE_ORDER && known.dates() != null) {
                return format.dated(known.dates());
            }
            if (sister.evident() && column.doubt() == Doubt.DECIMAL_MARK && known.numbers() != null) {
                return format.numbered(known.numbers());
            }
        }
        return format;
    }

    /**
     * A turnover of a few units per head is written in millions and doesn't say so. It becomes a field of its own: as
     * turnover it would be a million times too small.
     */
    private void leaveOutUnsaidMillions(Map<String, Filled> filled) {
        var turnover = column(filled, "turnover");
        var headcount = column(filled, "headcount");
        if (turnover != null && headcount != null) {
            var perHead = mean(turnover) / Math.max(1, mean(headcount));
            if (mean(turnover) > 0 && mean(headcount) > 0 && perHead < 50) {
                filled.remove(turnover.header());
            }
        }
    }

    private static double mean(ColumnProfile column) {
        var mark = column.format().numbers() == null
                ? DecimalMark.POINT
                : column.format().numbers();
        return column.distinct().keySet().stream()
                .map(value -> Numbers.parse(value, mark))
                .mapToDouble(parsed -> parsed instanceof Parsed.Value<BigDecimal>(var value) ? value.doubleValue() : 0)
                .average()
                .orElse(0);
    }

    private @Nullable ColumnProfile column(Map<String, Filled> filled, String field) {
        for (var column : table.columns()) {
            var found = filled.get(column.header());
            if (found != null && found.field().equals(field)) {
                return column;
            }
        }
        return null;
    }

    private @Nullable String key(Map<String, Filled> filled) {
        var candidates = switch (assignment.target()) {
            case COMPANY -> List.of("external_id", "siret", "siren", "domain", "name");
            case PRODUCT, COMPETITOR -> List.of("external_id", "name");
            case MEMBER -> List.of("name", "email");
            case PERSON, LEAD -> List.of("external_id", "email");
            case OPPORTUNITY -> List.of("external_id", "lead", "name");
            case CONTRACT -> List.of("external_id", "name");
            case ACTIVITY, TICKET -> List.of("external_id");
        };
        for (var field : candidates) {
            var column = column(filled, field);
            if (column != null && column.isUnique() && column.filled() >= table.rows() * 0.9) {
                return column.header();
            }
        }
        return null;
    }

    /** A file of closed deals without stage holds won ones: all have a date on which they were won. */
    private Map<String, String> constants(Map<String, Filled> filled) {
        if (assignment.target() != Target.OPPORTUNITY || column(filled, "stage") != null) {
            return Map.of();
        }
        var won = column(filled, "won_on");
        var words = Set.of(Text.words(table.name()).split(" "));
        boolean named = words.stream().anyMatch(CLOSED::contains);
        if (won != null && (won.filled() == table.rows() || named && won.filled() > 0)) {
            return Map.of("stage", "won");
        }
        return words.contains("lost") || words.contains("perdues") || words.contains("perdus")
                ? Map.of("stage", "lost")
                : Map.of();
    }

    private String customKey(String header, Set<String> taken) {
        var key = Text.words(header).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        key = key.isEmpty() || !Character.isLetter(key.charAt(0)) ? "field_" + key : key;
        key = key.substring(0, Math.min(55, key.length())).replaceAll("_+$", "");
        var unique = key;
        for (int n = 2; Fields.of(assignment.target(), unique) != null || !taken.add(unique); n++) {
            unique = key + "_" + n;
        }
        return unique;
    }

    /** {@code year_established}: "Year established"; what was written for people stays. */
    private static String label(String header) {
        if (header.indexOf(' ') >= 0 || !header.equals(header.toLowerCase(Locale.ROOT))) {
            return header;
        }
        var words = header.replace('_', ' ').strip();
        return words.isEmpty() ? header : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String customType(ColumnProfile column) {
        return switch (column.format().kind()) {
            case INTEGER, DECIMAL, PERCENTAGE -> "number";
            case MONEY -> "money";
            case DATE, DATE_TIME -> "date";
            case BOOLEAN -> "boolean";
            case URL -> "url";
            case TEXT -> column.isChoice() ? "choice" : "text";
            case EMAIL, PHONE, SIREN, SIRET, VAT_NUMBER, COUNTRY -> "text";
        };
    }
}
