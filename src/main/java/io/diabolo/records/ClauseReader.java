package io.diabolo.records;

import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.Clause.Filter;
import io.diabolo.records.Clause.Group;
import io.diabolo.records.Clause.Related;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions from an address. A name says where its condition stands: {@code filter[stage]} among those that all
 * have to hold, {@code any.1.filter[stage]} among the first group's of which one has to, {@code all.1.} within such a
 * group, {@code has.opportunities.filter[stage]} and {@code no.opportunities.} among those of the records that belong to it.
 */
final class ClauseReader {
    /** Beyond it nobody could say what is asked. */
    private static final int DEEPEST = 4;

    private static final int MOST = 60;
    private static final int HOPS = 2;
    static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern NESTED = Pattern.compile("(any|all)\\.(\\d{1,3})\\.(.+)");
    private static final Pattern RELATED = Pattern.compile("(has|no)\\.([a-z_]{1,80})(?:\\.(.+))?");
    private static final Pattern FILTER = Pattern.compile("filter\\[([a-z0-9_.]{1,200})](?:\\[([a-z]+)])?");
    private static final Pattern CLAUSE = Pattern.compile("(filter\\[|any\\.\\d|all\\.\\d|has\\.|no\\.).*");

    private final RecordTypes types;
    private final List<Fault> faults;
    private final Map<String, List<ListField>> known = new LinkedHashMap<>();
    private final Place top;
    private int conditions;

    /** Where conditions stand together: those of the list, a group, those of related records. */
    private static final class Place {
        private final RecordType type;
        private final List<Supplier<List<Clause>>> parts = new ArrayList<>();
        private final Map<String, Place> inner = new LinkedHashMap<>();

        Place(RecordType type) {
            this.type = type;
        }

        List<Clause> clauses() {
            return parts.stream().flatMap(part -> part.get().stream()).toList();
        }
    }

    ClauseReader(RecordType type, List<ListField> fields, RecordTypes types, List<Fault> faults) {
        this.types = types;
        this.faults = faults;
        this.top = new Place(type);
        known.put(type.id(), fields);
    }

    /** Whether a parameter of this name says a condition; repeated, its values come together. */
    static boolean reads(String name) {
        return CLAUSE.matcher(name).matches();
    }

    List<Clause> clauses() {
        return top.clauses();
    }

    void take(String name, List<String> values) {
        take(top, name, name, values, 0);
    }

    private void take(Place place, String whole, String name, List<String> values, int depth) {
        var nested = NESTED.matcher(name);
        var related = RELATED.matcher(name);
        var filter = FILTER.matcher(name);
        if (depth > DEEPEST) {
            faults.add(new Fault(whole, "problem.list.deep", DEEPEST));
        } else if (nested.matches()) {
            var key = nested.group(1) + "." + nested.group(2);
            take(group(place, key, nested.group(1)), whole, nested.group(3), values, depth + 1);
        } else if (related.matches()) {
            related(place, whole, related.group(1), related.group(2), related.group(3), values, depth);
        } else if (filter.matches()) {
            filter(place, whole, filter.group(1), filter.group(2), values);
        } else {
            faults.add(new Fault(whole, "problem.list.parameter", whole));
        }
    }

    private static Place group(Place place, String key, String kind) {
        return place.inner.computeIfAbsent(key, _ -> {
            var inner = new Place(place.type);
            place.parts.add(() -> {
                var clauses = inner.clauses();
                return clauses.isEmpty() ? List.of() : List.of(new Group(kind.equals("any"), clauses));
            });
            return inner;
        });
    }

    private void related(
            Place place,
            String whole,
            String kind,
            String name,
            @Nullable String rest,
            List<String> values,
            int depth) {
        var relation = types.relations(place.type).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (relation == null) {
            faults.add(new Fault(whole, "problem.list.relation", name));
            return;
        }
        boolean no = rest == null && values.getLast().equals("false");
        var word = no ? kind.equals("has") ? "no" : "has" : kind;
        var inner = place.inner.computeIfAbsent(word + "." + name, _ -> {
            var made = new Place(relation.type());
            place.parts.add(() -> List.of(new Related(relation, word.equals("no"), made.clauses())));
            return made;
        });
        if (rest != null) {
            take(inner, whole, rest, values, depth + 1);
        } else if (!values.getLast().matches("true|false")) {
            faults.add(new Fault(whole, "problem.field.boolean", values.getLast()));
        }
    }

    private void filter(Place place, String whole, String name, @Nullable String opName, List<String> values) {
        var way = new ArrayList<ListField>();
        var field = find(place.type, name, way);
        if (field == null || !field.is(Use.FILTER)) {
            var kept = field != null && field.custom() != null;
            faults.add(new Fault(whole, kept ? "problem.list.unfiltered" : "problem.list.field", name));
            return;
        }
        var op = opName == null ? Op.EQ : Op.named(opName).orElse(null);
        if (op == null || !op.fits(field.kind())) {
            faults.add(new Fault(whole, "problem.list.op", String.valueOf(opName)));
            return;
        }
        var all = values(values);
        if (all.isEmpty()) {
            // An empty box of a filter form: no filter.
            return;
        }
        if (all.size() > 1 && !op.takesSeveral()) {
            faults.add(new Fault(whole, "problem.list.one-value", name));
            return;
        }
        if (++conditions > MOST) {
            faults.add(new Fault(whole, "problem.list.many", MOST));
            return;
        }
        place.parts.add(() -> List.of(new Filter(List.copyOf(way), field, op, all)));
    }

    private static List<String> values(List<String> values) {
        return values.stream()
                .flatMap(COMMA::splitAsStream)
                .map(value -> value.replace("\\,", ",").strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** @param way takes the references through which the field is reached */
    @Nullable
    ListField find(RecordType type, String name, List<ListField> way) {
        var fields = known.computeIfAbsent(type.id(), _ -> types.fields(type));
        for (var field : fields) {
            if (field.name().equals(name) || field.apiName().equals(name)) {
                return field;
            }
        }
        int dot = name.indexOf('.', name.startsWith("custom.") ? 7 : 0);
        if (dot < 0 || way.size() == HOPS) {
            return null;
        }
        var first = name.substring(0, dot);
        for (var field : fields) {
            if (field.isCalled(first) && !field.referred().isEmpty()) {
                var referred = types.byId(field.referred()).orElse(null);
                way.add(field);
                return referred == null ? null : find(referred, name.substring(dot + 1), way);
            }
        }
        return null;
    }
}
