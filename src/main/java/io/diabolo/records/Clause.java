package io.diabolo.records;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a list asks of its records: conditions on fields, put together with and, or, and what belongs to the records. */
public sealed interface Clause {
    /**
     * A condition on one field, or on one of a record that is referred to.
     *
     * @param through the references on the way to the field's record; empty: it is the listed record's own
     */
    record Filter(List<ListField> through, ListField field, Op op, List<String> values) implements Clause {
        public Filter(ListField field, Op op, List<String> values) {
            this(List.of(), field, op, values);
        }

        /** As the address names it: {@code company.segment}. */
        public String name() {
            return Stream.concat(through.stream(), Stream.of(field))
                    .map(ListField::name)
                    .collect(Collectors.joining("."));
        }

        String parameter() {
            return "filter[" + name() + "]" + (op == Op.EQ ? "" : "[" + op.id() + "]");
        }

        Filter with(Op other, List<String> others) {
            return new Filter(through, field, other, others);
        }
    }

    /** Any of these, or all of them. */
    record Group(boolean any, List<Clause> clauses) implements Clause {}

    /** Records of a kind that refer to it and fulfil all of these: there are some, or none. */
    record Related(Relation relation, boolean none, List<Clause> clauses) implements Clause {}

    /** The parameters that say these clauses, by which {@link ClauseReader} reads them again. */
    static void write(List<Clause> clauses, String prefix, Map<String, String> into) {
        int number = 0;
        for (var clause : clauses) {
            switch (clause) {
                case Filter filter -> into.put(prefix + filter.parameter(), joined(filter.values()));
                case Group group ->
                    write(group.clauses(), prefix + (group.any() ? "any." : "all.") + ++number + ".", into);
                case Related related -> {
                    var name = prefix
                            + (related.none() ? "no." : "has.")
                            + related.relation().name();
                    if (related.clauses().isEmpty()) {
                        into.put(name, "true");
                    }
                    write(related.clauses(), name + ".", into);
                }
            }
        }
    }

    /** A comma within a value is written {@code \,}. */
    private static String joined(List<String> values) {
        return String.join(
                ",", values.stream().map(value -> value.replace(",", "\\,")).toList());
    }

    /** The conditions on fields of the listed record itself, in whatever group they stand. */
    static Stream<Filter> own(List<Clause> clauses) {
        return clauses.stream().flatMap(clause -> switch (clause) {
            case Filter filter -> Stream.of(filter);
            case Group group -> own(group.clauses());
            case Related _ -> Stream.of();
        });
    }
}
