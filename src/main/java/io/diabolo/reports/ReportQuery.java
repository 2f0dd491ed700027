package io.diabolo.reports;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.Clause;
import io.diabolo.records.ListField;
import io.diabolo.records.ListQuery;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report asks, as its address says it.
 *
 * @param records which ones are counted: the conditions of their list
 * @param across the other side of the table; null: there is none
 * @param currency in which money is counted
 */
record ReportQuery(ListQuery records, Axis by, @Nullable Axis across, Measure measure, String currency, Look look) {
    private static final Set<String> OWN = Set.of("of", "by", "across", "measure", "currency", "look");
    /** What a list says of its looks, which a report has none of. */
    private static final Set<String> OF_LISTS = Set.of("sort", "columns", "limit", "cursor", "_csrf", "name", "id");

    /**
     * @param currency where none is asked for
     * @throws BadInput naming each parameter that can't be understood
     */
    static ReportQuery read(
            RecordType type, Map<String, List<String>> parameters, Lists lists, String currency, Actor me) {
        var rest = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> {
            var said = values.stream().filter(value -> !value.isBlank()).toList();
            if (!OWN.contains(name) && !OF_LISTS.contains(name) && !said.isEmpty()) {
                rest.put(name, said);
            }
        });
        var records = lists.parse(type, rest, me);
        var faults = new ArrayList<Fault>();
        var by = axis("by", parameters, records, faults);
        if (by == null) {
            by = usual(records.fields());
        }
        var across = axis("across", parameters, records, faults);
        if (across != null && by != null && across.id().equals(by.id())) {
            across = null;
        }
        var measure = measure(first(parameters, "measure"), records, faults);
        var asked = first(parameters, "currency");
        if (!asked.isEmpty() && !asked.matches("[A-Z]{3}")) {
            faults.add(new Fault("currency", "report.fault.currency"));
        }
        if (by == null) {
            faults.add(new Fault("by", "report.fault.by"));
        }
        if (!faults.isEmpty() || by == null) {
            throw new BadInput(faults);
        }
        return new ReportQuery(
                records, by, across, measure, asked.isEmpty() ? currency : asked, look(parameters, by, across));
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        var values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getLast().strip();
    }

    /** Where the wish can't be drawn, what can: whoever takes the second side away isn't left with an error. */
    private static Look look(Map<String, List<String>> parameters, Axis by, @Nullable Axis across) {
        return Look.named(first(parameters, "look"))
                .filter(look -> look.fits(by, across != null))
                .orElse(by.isDated() ? Look.LINE : across == null ? Look.BARS : Look.HEAT);
    }

    private static @Nullable Axis axis(
            String name, Map<String, List<String>> parameters, ListQuery records, List<Fault> faults) {
        var text = first(parameters, name);
        if (text.isEmpty()) {
            return null;
        }
        var whole = field(records, text);
        var dot = text.lastIndexOf('.');
        var span = dot < 0 ? null : Span.named(text.substring(dot + 1)).orElse(null);
        var field = whole == null && span != null ? field(records, text.substring(0, dot)) : whole;
        if (field == null || !Axis.isPossible(field) || (whole == null && !Axis.isDated(field))) {
            faults.add(new Fault(name, "report.fault.field", text));
            return null;
        }
        return new Axis(field, Axis.isDated(field) ? span == null ? Span.MONTH : span : null);
    }

    private static @Nullable ListField field(ListQuery records, String name) {
        return records.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** By what most would begin with: where the records stand. */
    private static @Nullable Axis usual(List<ListField> fields) {
        return Stream.of("stage", "status", "state")
                .flatMap(name -> fields.stream().filter(field -> field.name().equals(name)))
                .filter(Axis::isPossible)
                .findFirst()
                .or(() -> fields.stream()
                        .filter(Axis::isPossible)
                        .filter(field -> !field.choices().isEmpty())
                        .findFirst())
                .or(() -> fields.stream().filter(Axis::isPossible).findFirst())
                .map(field -> new Axis(field, Axis.isDated(field) ? Span.MONTH : null))
                .orElse(null);
    }

    private static Measure measure(String text, ListQuery records, List<Fault> faults) {
        if (text.isEmpty() || text.equals(Measure.COUNT.id())) {
            return Measure.COUNT;
        }
        var dot = text.indexOf('.');
        var how = Measure.How.named(dot < 0 ? text : text.substring(0, dot)).orElse(null);
        var field = dot < 0 ? null : field(records, text.substring(dot + 1));
        if (how == null || field == null || !Measure.isPossible(field)) {
            faults.add(new Fault("measure", "report.fault.measure", text));
            return Measure.COUNT;
        }
        return new Measure(how, field);
    }

    RecordType type() {
        return records.type();
    }

    /** Without the type, in a steady order. */
    Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        all.put("by", by.id());
        if (across != null) {
            all.put("across", across.id());
        }
        all.put("measure", measure.id());
        if (measure.isMoney()) {
            all.put("currency", currency);
        }
        all.put("look", look.id());
        all.putAll(conditions());
        return all;
    }

    /** Which records are counted, as their list's address says it. */
    Map<String, String> conditions() {
        var all = new LinkedHashMap<>(records.after(null).parameters());
        all.keySet().removeAll(OF_LISTS);
        return all;
    }

    /** The records of one cell; a side that isn't named counts whole. */
    ListQuery behind(List<Clause> sides) {
        var all = new ArrayList<>(records.clauses());
        if (!sides.isEmpty()) {
            // In a group of their own: the list may already ask something of the same field.
            all.add(new Clause.Group(false, sides));
        }
        return records.asking(all);
    }

    /** The fields by which records of the type can be divided. */
    List<ListField> axes() {
        return records.fields().stream().filter(Axis::isPossible).toList();
    }

    /** The fields that can be summed. */
    List<ListField> measured() {
        return records.fields().stream().filter(Measure::isPossible).toList();
    }

    /** The names of what it says beside the conditions, for a form that carries these along. */
    static Set<String> own() {
        return new TreeSet<>(OWN);
    }
}
