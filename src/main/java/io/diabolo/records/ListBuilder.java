package io.diabolo.records;

import io.diabolo.records.Clause.Filter;
import io.diabolo.records.Clause.Group;
import io.diabolo.records.Clause.Related;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list laid out as they stand in one another, each with the way to take it out, and the form of the
 * next one.
 *
 * @param at where the next condition will stand, as the address says it: {@code any.1.}; empty: with those of the list
 * @param placed the record type whose conditions stand there
 * @param adding the field that was chosen for it; null: it is still to be chosen
 * @param through the references by which the field is reached
 * @param offered the fields and groups that can be chosen
 */
public record ListBuilder(
        ListQuery query,
        ClauseText says,
        String at,
        RecordType placed,
        @Nullable ListField adding,
        List<ListField> through,
        List<Offer> offered,
        Map<String, String> typed,
        String fault) {
    private static final Pattern BEGUN = Pattern.compile("(any|all)\\.\\d+\\.");
    private static final Pattern WITHIN_RELATED = Pattern.compile("((?:.*\\.)?(?:has|no)\\.[a-z_]+)\\..+");

    /** Choices under one heading. */
    public record Offer(String title, List<Choice> choices) {}

    public record Choice(String value, String label) {}

    /**
     * @param remove the address without it, empty where there is nothing to take out
     * @param here whether the next condition will stand in it
     */
    public record Line(int depth, String text, String remove, String add, boolean here) {}

    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines(query.clauses(), "", 0, lines);
        return lines;
    }

    private void lines(List<Clause> clauses, String prefix, int depth, List<Line> into) {
        int number = 0;
        for (var clause : clauses) {
            switch (clause) {
                case Filter filter ->
                    into.add(new Line(depth, says.of(filter), without(prefix + filter.parameter()), "", false));
                case Group(var any, var inner) -> {
                    var address = prefix + (any ? "any." : "all.") + ++number;
                    into.add(group(depth, title(any), address));
                    lines(inner, address + ".", depth + 1, into);
                }
                case Related related -> {
                    var address = prefix
                            + (related.none() ? "no." : "has.")
                            + related.relation().name();
                    var title = says.of(new Related(related.relation(), related.none(), List.of()));
                    into.add(group(depth, title, address));
                    lines(related.clauses(), address + ".", depth + 1, into);
                }
            }
        }
        begun(prefix, depth, into);
    }

    /** Groups without a condition yet, which the address of the list can't say: one, or one in another. */
    private void begun(String prefix, int depth, List<Line> into) {
        var group = BEGUN.matcher(at.startsWith(prefix) ? at.substring(prefix.length()) : "");
        if (!group.lookingAt()) {
            return;
        }
        var place = prefix + group.group();
        if (query.parameters().keySet().stream().noneMatch(name -> name.startsWith(place))) {
            into.add(new Line(depth, title(group.group(1).equals("any")), "", add(place), at.equals(place)));
            begun(place, depth + 1, into);
        }
    }

    private String title(boolean any) {
        return says.text().ui().t(any ? "list.builder.any" : "list.builder.all");
    }

    private Line group(int depth, String title, String address) {
        return new Line(depth, title, without(address), add(address + "."), at.equals(address + "."));
    }

    /** The address that opens the form of a condition to stand there. */
    private String add(String place) {
        return adding(query, place, "");
    }

    public String close() {
        return query.after(null).path();
    }

    public String without(String address) {
        return without(query, address);
    }

    /** The list without what stands at an address, and within it. */
    static String without(ListQuery query, String address) {
        var rest = new LinkedHashMap<>(query.after(null).parameters());
        rest.keySet().removeIf(name -> name.equals(address) || name.startsWith(address + "."));
        var related = WITHIN_RELATED.matcher(address);
        if (related.matches() && rest.keySet().stream().noneMatch(name -> name.startsWith(related.group(1) + "."))) {
            // Its last condition goes, what it was asked of stays.
            rest.put(related.group(1), "true");
        }
        return path(query.type(), rest);
    }

    /**
     * The address of the form for a condition to stand there.
     *
     * @param opened a relation that begins to be asked of with it, or empty
     */
    static String adding(ListQuery query, String place, String opened) {
        var all = new LinkedHashMap<>(query.after(null).parameters());
        if (!opened.isEmpty()) {
            all.putIfAbsent(opened, "true");
        }
        all.put("add", "");
        if (!place.isEmpty()) {
            all.put("at", place);
        }
        return path(query.type(), all);
    }

    static String path(RecordType type, Map<String, String> parameters) {
        return "/" + type.plural() + (parameters.isEmpty() ? "" : "?" + ListQuery.queryString(parameters));
    }

    /** What the small forms carry along: the list, and where the condition goes. */
    public Map<String, String> carried() {
        var all = new LinkedHashMap<>(query.after(null).parameters());
        all.put("at", at);
        return all;
    }

    public String name() {
        return adding == null ? "" : says.name(through, adding);
    }

    /** How the field's values are compared, with the texts of both ends of "empty". */
    public List<String> ops() {
        var all = new ArrayList<String>();
        if (adding != null) {
            for (var op : Op.values()) {
                if (op.fits(adding.kind()) && !(op == Op.NE && adding.kind() == FieldKind.BOOLEAN)) {
                    all.add(op.id());
                }
            }
            all.add(FilterInput.FILLED);
        }
        return all;
    }

    public boolean isDated() {
        return adding != null && (adding.kind() == FieldKind.DATE || adding.kind() == FieldKind.INSTANT);
    }

    public boolean isChosen() {
        return adding != null
                && !adding.choices().isEmpty()
                && (adding.kind() == FieldKind.CHOICE || adding.kind() == FieldKind.MULTI_CHOICE);
    }

    public List<String> spans() {
        return FilterInput.SPANS;
    }

    public List<String> counted() {
        return FilterInput.COUNTED;
    }

    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /**
     * The fields of a type by which a list may be asked, with those of the records it refers to, and what belongs to it.
     *
     * @param group the kind of group that can stand there, {@code any} or {@code all}; or empty
     */
    static List<Offer> offers(RecordType type, RecordTypes types, ClauseText says, String group) {
        var ui = says.text().ui();
        var all = new ArrayList<Offer>();
        var fields = types.fields(type);
        var own = fields.stream()
                .filter(field -> field.is(Use.FILTER))
                .map(field -> new Choice(field.name(), says.text().label(field)))
                .toList();
        all.add(new Offer(ui.t("records." + type.id() + ".many"), own));
        if (!group.isEmpty()) {
            all.add(new Offer(ui.t("list.builder.groups"), List.of(new Choice(group, ui.t("list.builder." + group)))));
        }
        var relations = new ArrayList<Choice>();
        for (var relation : types.relations(type)) {
            var name = says.name(relation);
            relations.add(new Choice("has." + relation.name(), ui.t("list.says.with", name)));
            relations.add(new Choice("no." + relation.name(), ui.t("list.says.without", name)));
        }
        if (!relations.isEmpty()) {
            all.add(new Offer(ui.t("list.builder.related"), relations));
        }
        for (var reference : fields) {
            if (!reference.referred().isEmpty() && reference.is(Use.FILTER)) {
                types.byId(reference.referred()).ifPresent(other -> all.add(through(reference, other, types, says)));
            }
        }
        return all;
    }

    private static Offer through(ListField reference, RecordType other, RecordTypes types, ClauseText says) {
        var choices = types.fields(other).stream()
                .filter(field -> field.is(Use.FILTER))
                .map(field -> new Choice(reference.name() + "." + field.name(), says.name(List.of(reference), field)))
                .toList();
        return new Offer(says.text().label(reference), choices);
    }
}
