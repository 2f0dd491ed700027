package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Goes with somebody through the steps of adding a condition: where, what, how; each step is an address of its own. */
@Component
class ListBuilders {
    private static final Pattern PLACE = Pattern.compile("(any|all|has|no)\\.([a-z_0-9]+)\\.");
    private static final Pattern RELATED = Pattern.compile("(has|no)\\.[a-z_]+");

    private final RecordTypes types;
    private final Lists lists;
    private final FilterInput input;
    private final ReferenceNames names;
    private final Texts texts;

    ListBuilders(RecordTypes types, Lists lists, FilterInput input, ReferenceNames names, Texts texts) {
        this.types = types;
        this.lists = lists;
        this.input = input;
        this.names = names;
        this.texts = texts;
    }

    /**
     * @param redirect where to go on, when the step is done
     * @param builder what to show; both null: nothing is being added
     */
    record Step(@Nullable String redirect, @Nullable ListBuilder builder) {}

    /** What is asked for, and how it reads. */
    private record Asked(
            ListQuery query,
            String at,
            RecordType placed,
            @Nullable ListField field,
            List<ListField> through) {}

    ClauseText says(ListQuery query, Ui ui) {
        return new ClauseText(new FieldText(ui, texts), names.of(query.clauses(), ui.me()));
    }

    Step step(ListQuery query, MultiValueMap<String, String> parameters, Ui ui) {
        var add = parameters.getFirst("add");
        if (add == null) {
            return new Step(null, null);
        }
        var at = parameters.getFirst("at") == null ? "" : String.valueOf(parameters.getFirst("at"));
        var placed = placed(query.type(), at);
        if (isGroup(add) || RELATED.matcher(add).matches()) {
            return new Step(opened(query, at, add), null);
        }
        var through = new ArrayList<ListField>();
        var reader = new ClauseReader(placed, types.fields(placed), types, new ArrayList<>());
        var field = add.isEmpty() ? null : reader.find(placed, add, through);
        var asked = new Asked(
                query, at, placed, field == null || !field.is(RecordField.Use.FILTER) ? null : field, through);
        if (asked.field() == null || !parameters.containsKey("op")) {
            return new Step(null, builder(asked, parameters, "", ui));
        }
        return answered(asked, asked.field(), parameters, ui);
    }

    private Step answered(Asked asked, ListField field, MultiValueMap<String, String> parameters, Ui ui) {
        try {
            var filter = input.read(asked.through(), field, parameters, ui.me());
            var all = new LinkedHashMap<>(asked.query().after(null).parameters());
            var written = new LinkedHashMap<String, String>();
            Clause.write(List.of(filter), asked.at(), written);
            if (filter.values().isEmpty()) {
                all.keySet().removeAll(written.keySet());
            } else {
                // Within a group of which one has to hold, another value of the same field is one more that may.
                written.forEach((name, value) -> all.merge(
                        name, value, (one, other) -> isOneMore(asked.at(), filter) ? one + "," + other : other));
            }
            var values = new LinkedHashMap<String, List<String>>();
            all.forEach((name, value) -> values.put(name, List.of(value)));
            return new Step(written(asked, lists.parse(asked.query().type(), values, ui.me()), all), null);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return new Step(
                    null,
                    builder(asked, parameters, ui.t(fault.key(), fault.args().toArray()), ui));
        }
    }

    /** A group is there for more than one condition, so it stays open for the next. */
    private static String written(Asked asked, ListQuery query, Map<String, String> all) {
        return asked.at().isEmpty()
                ? ListBuilder.path(asked.query().type(), all)
                : ListBuilder.adding(query, asked.at(), "");
    }

    private static boolean isOneMore(String at, Clause.Filter filter) {
        return isAny(at) && filter.op().takesSeveral() && filter.op() != Op.NE;
    }

    private ListBuilder builder(Asked asked, MultiValueMap<String, String> parameters, String fault, Ui ui) {
        var says = says(asked.query(), ui);
        var offered = asked.field() == null
                ? ListBuilder.offers(asked.placed(), types, says, group(asked.at()))
                : List.<ListBuilder.Offer>of();
        var typed = Map.copyOf(parameters.toSingleValueMap());
        return new ListBuilder(
                asked.query(), says, asked.at(), asked.placed(), asked.field(), asked.through(), offered, typed, fault);
    }

    private static boolean isAny(String at) {
        return at.matches("(.*\\.)?any\\.\\d+\\.");
    }

    private static boolean isGroup(String add) {
        return add.equals("any") || add.equals("all");
    }

    /** Which kind can stand there: where all have to hold one of which any has to, and the other way round; not ever deeper. */
    private static String group(String at) {
        if (isAny(at)) {
            return depth(at) > 2 ? "" : "all";
        }
        return depth(at) > 1 ? "" : "any";
    }

    /** A new group has no condition yet, so the address only says where the first will stand; a relation stands by itself. */
    private static String opened(ListQuery query, String at, String add) {
        if (!isGroup(add)) {
            return ListBuilder.adding(query, at + add + ".", at + add);
        }
        var taken = query.parameters().keySet();
        int number = 1;
        while (isTaken(taken, at, number)) {
            number++;
        }
        return ListBuilder.adding(query, at + add + "." + number + ".", "");
    }

    private static boolean isTaken(Iterable<String> names, String at, int number) {
        for (var name : names) {
            if (name.startsWith(at + "any." + number + ".") || name.startsWith(at + "all." + number + ".")) {
                return true;
            }
        }
        return false;
    }

    private static long depth(String at) {
        return PLACE.matcher(at).results().count();
    }

    /** The kind of records whose conditions stand there. @throws BadInput when nothing can stand there */
    private RecordType placed(RecordType type, String at) {
        var place = type;
        int read = 0;
        var steps = PLACE.matcher(at);
        while (steps.find() && steps.start() == read) {
            read = steps.end();
            if (steps.group(1).equals("has") || steps.group(1).equals("no")) {
                var name = steps.group(2);
                place = types.relations(place).stream()
                        .filter(relation -> relation.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BadInput("at", "problem.list.relation", name))
                        .type();
            }
        }
        if (read != at.length()) {
            throw new BadInput("at", "problem.list.parameter", at);
        }
        return place;
    }
}
