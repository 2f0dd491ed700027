package io.diabolo.records;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record type, under its name in the API, the URL of a list and a file's mapping.
 *
 * @param name snake_case; its label is the text {@code field.<type>.<name>}, a choice's {@code choice.<type>.<name>.<choice>}
 * @param column what is read: a column of the type's table, or of one that {@link RecordType#from()} joins; for MONEY the
 *     bigint of minor units
 * @param currency the currency's column, for MONEY
 * @param label for REFERENCE and MEMBER: the joined column with the name to show
 * @param reference for REFERENCE: the id of the record type meant
 * @param sortKey what a list sorts by instead of {@code column} (such as name_key); must be indexed when the list is long
 * @param uses what the field may be used for
 * @param part under which heading a form asks for it
 */
public record RecordField(
        String name,
        FieldKind kind,
        Field<?> column,
        @Nullable Field<String> currency,
        @Nullable Field<String> label,
        @Nullable String reference,
        List<String> choices,
        @Nullable Field<?> sortKey,
        Set<Use> uses,
        FormPart part) {

    /** STORED: the engine writes the column itself; an EDIT field that isn't stored is left to {@link RecordType#prepare}. */
    public enum Use {
        COLUMN,
        FILTER,
        SORT,
        EDIT,
        BULK,
        IMPORT,
        STORED
    }

    /** A field that is shown, filtered, sorted and edited: the usual one. */
    public static RecordField of(String name, FieldKind kind, Field<?> column) {
        return new RecordField(
                name, kind, column, null, null, null, List.of(), null, EnumSet.allOf(Use.class), FormPart.MAIN);
    }

    /** A field that is computed or kept by Diabolo: shown, filtered and sorted. */
    public static RecordField computed(String name, FieldKind kind, Field<?> column) {
        return of(name, kind, column).only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    public static RecordField money(String name, Field<Long> minor, Field<String> currency) {
        return new RecordField(
                name,
                FieldKind.MONEY,
                minor,
                currency,
                null,
                null,
                List.of(),
                null,
                EnumSet.allOf(Use.class),
                FormPart.MAIN);
    }

    public static RecordField choice(String name, Field<String> column, List<String> choices) {
        return new RecordField(
                name,
                FieldKind.CHOICE,
                column,
                null,
                null,
                null,
                choices,
                null,
                EnumSet.allOf(Use.class),
                FormPart.MAIN);
    }

    public static RecordField reference(String name, String type, Field<?> id, Field<String> label) {
        return new RecordField(
                name,
                FieldKind.REFERENCE,
                id,
                null,
                label,
                type,
                List.of(),
                null,
                EnumSet.allOf(Use.class),
                FormPart.MAIN);
    }

    public static RecordField member(String name, Field<?> id, Field<String> label) {
        return new RecordField(
                name,
                FieldKind.MEMBER,
                id,
                null,
                label,
                null,
                List.of(),
                null,
                EnumSet.allOf(Use.class),
                FormPart.MAIN);
    }

    /** Values that are offered, and shown by the text of a choice; a TEXT field takes any other too. */
    public RecordField suggesting(List<String> values) {
        return new RecordField(name, kind, column, currency, label, reference, values, sortKey, uses, part);
    }

    public RecordField sortedBy(Field<?> key) {
        return new RecordField(name, kind, column, currency, label, reference, choices, key, uses, part);
    }

    public RecordField only(Use first, Use... others) {
        return new RecordField(
                name, kind, column, currency, label, reference, choices, sortKey, EnumSet.of(first, others), part);
    }

    public RecordField without(Use first, Use... others) {
        var rest = EnumSet.copyOf(uses);
        rest.removeAll(EnumSet.of(first, others));
        return new RecordField(name, kind, column, currency, label, reference, choices, sortKey, rest, part);
    }

    /** Elsewhere in a form than among the first. */
    public RecordField under(FormPart other) {
        return new RecordField(name, kind, column, currency, label, reference, choices, sortKey, uses, other);
    }

    public boolean is(Use use) {
        return uses.contains(use);
    }
}
