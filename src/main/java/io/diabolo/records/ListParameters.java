package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.ListQuery.Sort;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a list's parameters; whatever can't be understood is named. */
final class ListParameters {
    /** What a page says to itself in its address, not to the list. */
    private static final Set<String> OF_THE_PAGE =
            Set.of("view", "counted", "add", "at", "op", "value", "day", "number", "_csrf");

    private final RecordType type;
    private final List<ListField> fields;
    private final Actor me;
    private final List<Fault> faults = new ArrayList<>();
    private final ClauseReader clauses;
    private final Map<String, String> specials = new LinkedHashMap<>();
    private String q = "";
    private List<Sort> sorts;
    private List<ListField> columns;
    private int limit = ListQuery.DEFAULT_LIMIT;
    private @Nullable String cursor;
    private boolean bin;

    private ListParameters(RecordType type, RecordTypes types, Actor me) {
        this.type = type;
        this.fields = types.fields(type);
        this.clauses = new ClauseReader(type, fields, types, faults);
        this.me = me;
        this.sorts = sorts(List.of(type.defaultSort()));
        this.columns = columns(type.defaultColumns());
    }

    static ListQuery read(RecordType type, RecordTypes types, Map<String, List<String>> parameters, Actor me) {
        var read = new ListParameters(type, types, me);
        parameters.forEach(read::take);
        if (!read.faults.isEmpty()) {
            throw new BadInput(read.faults);
        }
        return new ListQuery(
                type,
                read.fields,
                read.q,
                read.clauses.clauses(),
                read.specials,
                read.sorts,
                read.columns,
                read.limit,
                read.cursor,
                read.bin);
    }

    private void take(String name, List<String> values) {
        if (values.isEmpty() || OF_THE_PAGE.contains(name)) {
            return;
        }
        var value = values.getLast();
        switch (name) {
            case "q" -> q = value.strip();
            case "sort" -> sorts = named(values).isEmpty() ? sorts : sorts(values);
            case "columns" -> columns = named(values).isEmpty() ? columns : columns(values);
            case "limit" -> limit = limit(value);
            case "cursor" -> cursor = value.isBlank() ? null : value;
            default -> condition(name, values);
        }
    }

    private void condition(String name, List<String> values) {
        if (name.equals("filter[deleted]")) {
            bin = values.getLast().equals("true");
        } else if (ClauseReader.reads(name)) {
            clauses.take(name, values);
        } else if (type.special(name, values.getLast(), me) != null) {
            specials.put(name, values.getLast());
        } else {
            faults.add(new Fault(name, "problem.list.parameter", name));
        }
    }

    /** What stands between the commas, if anything does. */
    private static List<String> named(List<String> values) {
        return values.stream()
                .flatMap(ClauseReader.COMMA::splitAsStream)
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private List<Sort> sorts(List<String> text) {
        var all = new ArrayList<Sort>();
        for (var one : named(text)) {
            var descending = one.startsWith("-");
            var field = find(descending ? one.substring(1) : one);
            if (field == null || !field.is(Use.SORT)) {
                var closed = field != null && field.custom() != null;
                faults.add(new Fault("sort", closed ? "problem.list.unfiltered" : "problem.list.sort", one));
            } else {
                all.add(new Sort(field, descending));
            }
        }
        return all;
    }

    private List<ListField> columns(List<String> text) {
        var all = new ArrayList<ListField>();
        for (var one : named(text)) {
            var field = find(one);
            if (field == null || !field.is(Use.COLUMN)) {
                faults.add(new Fault("columns", "problem.list.field", one));
            } else if (!all.contains(field)) {
                all.add(field);
            }
        }
        return all;
    }

    private int limit(String text) {
        try {
            var wanted = Integer.parseInt(text);
            if (wanted >= 1 && wanted <= ListQuery.MOST) {
                return wanted;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        faults.add(new Fault("limit", "problem.list.limit", ListQuery.MOST));
        return ListQuery.DEFAULT_LIMIT;
    }

    private @Nullable ListField find(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name) || field.apiName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
