package io.diabolo.records;

import io.diabolo.identity.Member;
import io.diabolo.records.ListQuery.Filter;
import io.diabolo.records.ListQuery.Sort;
import io.diabolo.records.RecordField.Use;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a list shows.
 *
 * @param count how many records there are; null when that takes a moment, and the page asks for it by itself
 * @param view the saved view that is open, as its id, or empty
 * @param adding the field for which a filter is being made
 * @param specials the conditions that aren't a field's: the parameter's name and what it means
 */
public record ListPage(
        ListQuery query,
        Lists.Page page,
        @Nullable Long count,
        FieldText text,
        List<Member> members,
        List<SavedViews.View> views,
        String view,
        @Nullable ListField adding,
        Map<String, String> specials) {
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

    public boolean isFiltered() {
        return !query.q().isEmpty()
                || !query.filters().isEmpty()
                || !query.specials().isEmpty();
    }

    public List<ListField> filterable() {
        return query.fields().stream().filter(field -> field.is(Use.FILTER)).toList();
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

    public String values(Filter filter) {
        return String.join(
                ", ",
                filter.values().stream().map(value -> value(filter, value)).toList());
    }

    private String value(Filter filter, String value) {
        var field = filter.field();
        return switch (field.kind()) {
            case CHOICE, MULTI_CHOICE -> text.choice(field, value);
            case MEMBER ->
                members.stream()
                        .filter(member -> member.id().toString().equals(value))
                        .map(Member::name)
                        .findFirst()
                        .orElse(value.equals("me") ? text.ui().me().name() : value);
            case REFERENCE -> referenced(field, value);
            case BOOLEAN -> text.ui().t(value.equals("true") ? "list.yes" : "list.no");
            default -> filter.op() == Op.EMPTY ? text.ui().t(value.equals("true") ? "list.yes" : "list.no") : value;
        };
    }

    /** The name of a record referred to, as a row of the list tells it. */
    private String referenced(ListField field, String id) {
        return page.rows().stream()
                .map(row -> row.value(field))
                .filter(value -> value instanceof Reference reference
                        && reference.id().toString().equals(id))
                .map(String::valueOf)
                .findFirst()
                .orElse(text.ui().t("list.chosen"));
    }

    public List<Op> ops(ListField field) {
        return List.of(Op.values()).stream().filter(op -> op.fits(field.kind())).toList();
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
