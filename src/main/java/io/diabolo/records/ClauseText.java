package io.diabolo.records;

import io.diabolo.records.Clause.Filter;
import io.diabolo.records.Clause.Group;
import io.diabolo.records.Clause.Related;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a list asks, as its reader would say it.
 *
 * @param names of members and records, by id
 */
record ClauseText(FieldText text, Map<String, String> names) {
    private static final Pattern SHIFT = Pattern.compile("([+-])(\\d{1,4})([dwmy])");
    private static final Pattern DAYS = Pattern.compile("(last|next)_(\\d{1,4})_days");

    private Ui ui() {
        return text.ui();
    }

    String of(Clause clause) {
        return switch (clause) {
            case Filter filter -> of(filter);
            case Group(var any, var clauses) -> joined(clauses, any ? "or" : "and");
            case Related related -> {
                var name = name(related.relation());
                var word = related.none() ? "list.says.without" : "list.says.with";
                yield related.clauses().isEmpty()
                        ? ui().t(word, name)
                        : ui().t(word + "-such", name, joined(related.clauses(), "and"));
            }
        };
    }

    /** A group within a group stands in brackets. */
    private String joined(List<Clause> clauses, String word) {
        return clauses.stream()
                .map(clause -> clause instanceof Group group && group.clauses().size() > 1
                        ? "(" + of(clause) + ")"
                        : of(clause))
                .reduce((one, other) -> ui().t("list.says." + word, one, other))
                .orElse("");
    }

    /** Where records of a kind may refer in several ways, or to their own kind, with the way. */
    String name(Relation relation) {
        var many = ui().t("records." + relation.type().id() + ".many");
        return relation.name().equals(relation.type().plural())
                        && !relation.reference()
                                .referred()
                                .equals(relation.type().id())
                ? many
                : ui().t("list.relation", many, text.label(relation.reference()));
    }

    String name(List<ListField> through, ListField field) {
        var name = text.label(field);
        for (int i = through.size() - 1; i >= 0; i--) {
            name = ui().t("list.through", text.label(through.get(i)), name);
        }
        return name;
    }

    private String of(Filter filter) {
        var name = name(filter.through(), filter.field());
        if (filter.op() == Op.EMPTY) {
            return ui().t(filter.values().getFirst().equals("true") ? "list.says.empty" : "list.says.filled", name);
        }
        return switch (filter.field().kind()) {
            case DATE, INSTANT -> dated(filter, name);
            case BOOLEAN -> ui().t("list.says.is", name, values(filter));
            default -> ui().t("list.says." + filter.op().id(), name, values(filter));
        };
    }

    private String dated(Filter filter, String name) {
        var value = filter.values().getFirst();
        var shift = SHIFT.matcher(value);
        if (shift.matches()) {
            var way = shift.group(1).equals("-") ? "ago" : "ahead";
            var beyond = filter.op() == (way.equals("ago") ? Op.LT : Op.GT);
            var length = ui().t("list.length." + shift.group(3), Integer.valueOf(shift.group(2)));
            if (beyond) {
                return ui().t("list.says." + way + "-beyond", name, length);
            }
        }
        return ui().t("list.says.day-" + filter.op().id(), name, values(filter));
    }

    private String values(Filter filter) {
        return filter.values().stream()
                .map(value -> value(filter.field(), value))
                .reduce((one, other) -> ui().t("list.says.or", one, other))
                .orElse("");
    }

    private String value(ListField field, String value) {
        return switch (field.kind()) {
            case CHOICE, MULTI_CHOICE -> text.choice(field, value);
            case MEMBER -> value.equals("me") ? ui().t("list.me") : names.getOrDefault(value, value);
            case REFERENCE -> names.getOrDefault(value, ui().t("list.chosen"));
            case BOOLEAN -> ui().t(value.equals("true") ? "list.yes" : "list.no");
            case DATE, INSTANT -> day(value);
            case COUNTRY -> text.shown(field, value);
            default -> field.choices().isEmpty() ? value : text.choice(field, value);
        };
    }

    private String day(String value) {
        var shift = SHIFT.matcher(value);
        if (shift.matches()) {
            var length = ui().t("list.length." + shift.group(3), Integer.valueOf(shift.group(2)));
            return ui().t(shift.group(1).equals("-") ? "list.day.ago" : "list.day.ahead", length);
        }
        var days = DAYS.matcher(value);
        if (days.matches()) {
            return ui().t("list.day." + days.group(1), Integer.valueOf(days.group(2)));
        }
        if (FilterInput.SPANS.contains(value)) {
            return ui().t("list.day." + value);
        }
        return written(value);
    }

    private String written(String value) {
        try {
            return value.length() == 7
                    ? YearMonth.parse(value).format(DateTimeFormatter.ofPattern("LLLL yyyy", ui().locale()))
                    : ui().day(LocalDate.parse(value));
        } catch (DateTimeParseException _) {
            return value;
        }
    }
}
