package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.ListQuery.Filter;
import io.diabolo.records.ListQuery.Sort;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a list's parameters; whatever can't be understood is named. */
final class ListParameters {
    private static final Pattern FILTER = Pattern.compile("filter\\[([a-z0-9_.]+)](?:\\[([a-z]+)])?");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    /** What a page says to itself in its address, not to the list. */
    private static final Set<String> OF_THE_PAGE = Set.of("view", "counted", "add", "op", "value", "_csrf");

    private final RecordType type;
    private final List<ListField> fields;
    private final Actor me;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final Map<String, String> specials = new LinkedHashMap<>();
    private String q = "";
    private List<Sort> sorts;
    private List<ListField> columns;
    private int limit = ListQuery.DEFAULT_LIMIT;
    private @Nullable String cursor;
    private boolean bin;

    private ListParameters(RecordType type, List<ListField> fields, Actor me) {
        this.type = type;
        this.fields = fields;
        this.me = me;
        this.sorts = sorts(List.of(type.defaultSort()));
        this.columns = columns(type.defaultColumns());
    }

    static ListQuery read(RecordType type, List<ListField> fields, Map<String, List<String>> parameters, Actor me) {
        var read = new ListParameters(type, fields, me);
        parameters.forEach(read::take);
        if (!read.faults.isEmpty()) {
            throw new BadInput(read.faults);
        }
        return new ListQuery(
                type,
                fields,
                read.q,
                List.copyOf(read.filters),
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
        var match = FILTER.matcher(name);
        if (match.matches()) {
            filter(name, match.group(1), match.group(2), values);
        } else if (type.special(name, values.getLast(), me) != null) {
            specials.put(name, values.getLast());
        } else {
            faults.add(new Fault(name, "problem.list.parameter", name));
        }
    }

    private void filter(String parameter, String name, @Nullable String opName, List<String> values) {
        if (name.equals("deleted")) {
            bin = values.getLast().equals("true");
            return;
        }
        var field = find(name);
        if (field == null || !field.is(Use.FILTER)) {
            faults.add(new Fault(parameter, "problem.list.field", name));
            return;
        }
        var op = opName == null ? Op.EQ : Op.named(opName).orElse(null);
        if (op == null || !op.fits(field.kind())) {
            faults.add(new Fault(parameter, "problem.list.op", String.valueOf(opName)));
            return;
        }
        var all = values.stream()
                .flatMap(value -> COMMA.splitAsStream(value))
                .map(value -> value.replace("\\,", ",").strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (all.isEmpty()) {
            // An empty box of a filter form: no filter.
            return;
        }
        if (all.size() > 1 && op != Op.EQ && op != Op.NE) {
            faults.add(new Fault(parameter, "problem.list.one-value", name));
            return;
        }
        filters.add(new Filter(field, op, all));
    }

    /** What stands between the commas, if anything does. */
    private static List<String> named(List<String> values) {
        return values.stream()
                .flatMap(COMMA::splitAsStream)
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
                faults.add(new Fault("sort", "problem.list.sort", one));
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
