package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One kind of main record, registered as a bean by its module: with it lists, views, API, edits, bulk edits, undo, bin,
 * search, export and import work. The table has the columns id, version, created_at, updated_at, created_in, deleted_at,
 * owner_id, external_id, custom (a read-only type such as journey may lack them); with merged_into, records can be merged.
 */
public interface RecordType {
    /** In tables and texts: {@code company}. */
    String id();

    /** In URLs and the API: {@code companies}. */
    String plural();

    Table<?> table();

    /** What a list selects from: the table, left-joined with what its fields show. */
    default Table<?> from() {
        return table();
    }

    /** All fields, in the order in which a record shows them; custom fields are added by the engine. */
    List<RecordField> fields();

    /** The columns of a list until somebody chooses others; the first is the link to the record. */
    List<String> defaultColumns();

    /** The names of the fields that say until when something is promised; a list counts them down. */
    default Set<String> deadlines() {
        return Set.of();
    }

    /** The path of another way to look at the same records, such as a board, which takes a list's parameters; or empty. */
    default String board() {
        return "";
    }

    /** Which of them go to the successor of a member who leaves; what was between two doesn't. */
    default Condition handedOver() {
        return DSL.noCondition();
    }

    /** As in the URL: {@code -created_at}. */
    default String defaultSort() {
        return "-created_at";
    }

    /** Members who make the record visible to those who may see theirs. */
    default List<Field<UUID>> owners() {
        return List.of(column("owner_id", UUID.class));
    }

    /** Whom they are kept from whatever owners say, such as candidates from all who don't hire. */
    default Condition seenBy(Actor me) {
        return DSL.noCondition();
    }

    /** What shows a record to {@code me} who may not see those of its owners, such as that they work on it. */
    default Condition alsoSeenBy(Actor me) {
        return DSL.falseCondition();
    }

    /** What every list of them leaves out, whatever is asked, such as journeys that count nowhere. */
    default Condition always() {
        return DSL.noCondition();
    }

    /** Further conditions of a list that aren't a field's filter, such as a funnel's cut; by parameter name. */
    default @Nullable Condition special(String parameter, String value, Actor me) {
        var changeSet = parameter.equals("created_in") ? FieldConditions.uuid(value) : null;
        return changeSet == null ? null : column("created_in", UUID.class).eq(changeSet);
    }

    /** A field's text as its reader sees it, such as a telephone number with its gaps; what is stored stays as it is. */
    default String shown(RecordField field, String value) {
        return value;
    }

    /** The same where it depends on the reader's language. */
    default String shown(RecordField field, String value, Locale locale) {
        return shown(field, value);
    }

    /** Such a condition as its reader understands it. */
    default String specialText(String parameter, String value, Ui ui) {
        return value;
    }

    default boolean isReadOnly() {
        return false;
    }

    /** What the form for a new one shows filled in, by field: the same as {@link #prepare} takes where nothing is given. */
    default Map<String, String> usual(Actor me) {
        return Map.of();
    }

    /** Normalises and derives before a write, and names what is wrong; nothing has been written yet. */
    default void prepare(Draft draft, Actor me) {}

    /**
     * Whether a bulk edit may write this field by one statement, without {@link #prepare}: nothing is derived from it and
     * any value of its kind is good.
     */
    default boolean isPlain(RecordField field) {
        return field.kind() == FieldKind.MEMBER && field.is(RecordField.Use.STORED);
    }

    /** Columns that say more of a field's value, such as where it is from, and go with it when it is another record's. */
    default List<Field<?>> beside(RecordField field) {
        return List.of();
    }

    /** Whether a value stands whatever is chosen when records are merged, such as an objection. */
    default boolean prevails(RecordField field, Object value) {
        return false;
    }

    /**
     * What the survivor has to say after a merge whatever was chosen, by column, such as an objection that was noted on
     * another; called before anything moves, and may write what belongs to it within the change set.
     */
    default Map<Field<?>, @Nullable Object> imposed(UUID survivor, List<UUID> losers, UUID changeSet) {
        return Map.of();
    }

    /** Whether a name that nobody has yet may be given for this reference: {@link #createReference} makes the record. */
    default boolean createsReference(RecordField field) {
        return false;
    }

    /** Makes the record that is meant by a new name, within the draft's change set, and answers its id. */
    default UUID createReference(RecordField field, String name, Draft draft, Actor me) {
        throw new IllegalStateException(id() + " makes nothing for " + field.name());
    }

    /** What must be true together with the write, in the same transaction: journeys, positions, copies. */
    default void written(Written written, Actor me) {}

    /**
     * The rows of search_entry for these records: record_id, owner_id, label, detail, text_key (folded), in this order;
     * null when the type isn't searched.
     */
    default @Nullable Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return null;
    }

    /** Whether this member comes upon them by typing at all; for those kept from who sees all that has no owner. */
    default boolean isFoundBy(Actor me) {
        return true;
    }

    /**
     * Whether {@link #searchEntries} leaves out records that lists show, or shows none of what still stands in the table,
     * such as quotes that were given up: then what it says no more is forgotten at each write, and a list of them looks in
     * their names.
     */
    default boolean isSearchedInPart() {
        return false;
    }

    /** Fields whose text stands in {@link #searchEntries} as a whole, so that a part of it is found through the search. */
    default Set<String> searched() {
        return Set.of(defaultColumns().getFirst());
    }

    default RecordField field(String name) {
        return fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    default <T> Field<T> column(String name, Class<T> type) {
        return Objects.requireNonNull(table().field(name, type), () -> id() + " has no column " + name);
    }
}
