package io.diabolo.records;

import io.diabolo.identity.Member;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.records.ListQuery.Sort;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a list shows.
 *
 * @param count how many records there are; null when that takes a moment, and the page asks for it by itself
 * @param view the saved view that is open, as its id, or empty
 * @param says the conditions in words
 * @param builder the form of a further condition; null when none is being added
 * @param specials the conditions that aren't a field's: the parameter's name and what it means
 * @param actions what modules do with chosen records
 */
public record ListPage(
        ListQuery query,
        Lists.Page page,
        @Nullable Long count,
        FieldText text,
        List<Member> members,
        SavedViews.Tabs views,
        String view,
        ClauseText says,
        @Nullable ListBuilder builder,
        Map<String, String> specials,
        List<BulkAction> actions) {
    /** One condition, or group of them, as a sentence, and the address without it. */
    public record Chip(String text, String remove) {}

    /** Files bring records of everybody, so it takes seeing those of everybody. */
    public boolean mayImport(Actor me) {
        return me.visibility() instanceof Visibility.All;
    }

    public List<Chip> chips() {
        var chips = new ArrayList<Chip>();
        int number = 0;
        for (var clause : query.clauses()) {
            var address = switch (clause) {
                case Clause.Filter filter -> filter.parameter();
                case Clause.Group group -> (group.any() ? "any." : "all.") + ++number;
                case Clause.Related related ->
                    (related.none() ? "no." : "has.") + related.relation().name();
            };
            chips.add(new Chip(says.of(clause), ListBuilder.without(query, address)));
        }
        return chips;
    }

    /** Opens the form of another condition. */
    public String buildPath() {
        return ListBuilder.adding(query, "", "");
    }

    public RecordType type() {
        return query.type();
    }

    public String path() {
        return "/" + type().plural();
    }

    public boolean isEmpty() {
        return count == null ? page.rows().isEmpty() : count == 0;
    }

    /** The number, or a sign that it is on its way. */
    public String number() {
        return count == null ? "…" : text.ui().number(count);
    }

    /** The same page with its number, however long it takes. */
    public String countedPath() {
        var path = query.path();
        return path + (path.contains("?") ? "&" : "?") + "counted=true" + (view.equals("null") ? "" : "&view=" + view);
    }

    /** A report that counts what the list holds. */
    public String reportPath() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("of", type().plural());
        asked.putAll(query.after(null).parameters());
        return "/reports/new?" + ListQuery.queryString(asked);
    }

    public boolean isFiltered() {
        return !query.q().isEmpty()
                || !query.clauses().isEmpty()
                || !query.specials().isEmpty();
    }

    public List<ListField> columns() {
        return query.fields().stream().filter(field -> field.is(Use.COLUMN)).toList();
    }

    public List<ListField> bulk() {
        return type().isReadOnly()
                ? List.of()
                : query.fields().stream()
                        .filter(field -> field.is(Use.BULK) && field.is(Use.EDIT))
                        .toList();
    }

    public boolean canEdit(ListField field) {
        return !type().isReadOnly() && !query.bin() && field.is(Use.EDIT) && field.kind() != FieldKind.LONG_TEXT;
    }

    /** Sorted by it already, the other way round. */
    public String sortPath(ListField field) {
        var present = query.sorts().getFirst();
        return query.sortedBy(new Sort(field, present.field().equals(field) && !present.descending()))
                .path();
    }

    public @Nullable String ariaSort(ListField field) {
        var present = query.sorts().getFirst();
        return present.field().equals(field) ? present.descending() ? "descending" : "ascending" : null;
    }

    /** What a small form of the list carries along. */
    public Map<String, String> carried(String... without) {
        var all = new java.util.LinkedHashMap<>(query.after(null).parameters());
        for (var name : without) {
            all.remove(name);
        }
        return all;
    }
}
