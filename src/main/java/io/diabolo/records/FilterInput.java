package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.Clause.Filter;
import io.diabolo.records.FieldValues.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** What somebody chose in the form of one condition, as the condition that the address will say. */
@Component
class FilterInput {
    /** Days that move with the calendar, as {@link Days} reads them. */
    static final List<String> SPANS = List.of(
            "today",
            "yesterday",
            "tomorrow",
            "this_week",
            "last_week",
            "next_week",
            "this_month",
            "last_month",
            "next_month",
            "this_quarter",
            "last_quarter",
            "next_quarter",
            "this_year",
            "last_year",
            "next_year");
    /** Days counted from today: the form asks for their number. */
    static final List<String> COUNTED = List.of("last_days", "next_days", "ago_beyond", "ahead_beyond", "ago", "ahead");

    static final String DAY = "day";
    static final String FILLED = "filled";
    private final ReferenceValues references;

    FilterInput(ReferenceValues references) {
        this.references = references;
    }

    /** @return without values where nothing was filled in */
    Filter read(List<ListField> through, ListField field, MultiValueMap<String, String> form, Actor me) {
        var chosen = String.valueOf(form.getFirst("op"));
        var op = Op.named(chosen).orElse(Op.EQ);
        if (op == Op.EMPTY || chosen.equals(FILLED)) {
            return new Filter(through, field, Op.EMPTY, List.of(chosen.equals(FILLED) ? "false" : "true"));
        }
        var given = form.getOrDefault("value", List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        return switch (field.kind()) {
            case DATE, INSTANT -> dated(new Filter(through, field, op, given), form.toSingleValueMap());
            case MEMBER, REFERENCE -> new Filter(through, field, op, ids(field, given, me));
            default -> new Filter(through, field, op, given);
        };
    }

    private static Filter dated(Filter filter, Map<String, String> form) {
        if (filter.values().isEmpty()) {
            return filter;
        }
        var span = filter.values().getLast();
        if (span.equals(DAY)) {
            var day = form.getOrDefault("day", "").strip();
            return filter.with(filter.op(), day.isEmpty() ? List.of() : List.of(day));
        }
        if (!COUNTED.contains(span)) {
            return filter;
        }
        var count = form.getOrDefault("number", "").strip();
        if (!count.matches("\\d{1,4}")) {
            throw new BadInput("number", "problem.list.days");
        }
        return switch (span) {
            case "last_days" -> filter.with(filter.op(), List.of("last_" + count + "_days"));
            case "next_days" -> filter.with(filter.op(), List.of("next_" + count + "_days"));
            case "ago" -> filter.with(filter.op(), List.of("-" + count + "d"));
            case "ahead" -> filter.with(filter.op(), List.of("+" + count + "d"));
            case "ago_beyond" -> filter.with(Op.LT, List.of("-" + count + "d"));
            default -> filter.with(Op.GT, List.of("+" + count + "d"));
        };
    }

    private List<String> ids(ListField field, List<String> given, Actor me) {
        var ids = new ArrayList<String>();
        for (var value : given) {
            if (value.equals("me") || FieldConditions.uuid(value) != null) {
                ids.add(value);
                continue;
            }
            try {
                ids.add((field.kind() == FieldKind.MEMBER
                                ? references.member(value, me)
                                : references.record(field, value, me))
                        .toString());
            } catch (Unreadable unreadable) {
                throw new BadInput(List.of(unreadable.of("value")));
            }
        }
        return ids;
    }
}
