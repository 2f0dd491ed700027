package io.diabolo.reports;

import io.diabolo.records.Clause;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.Op;
import io.diabolo.records.RecordField.Use;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a report is divided by.
 *
 * @param span for dates and moments, else null
 */
record Axis(ListField field, @Nullable Span span) {
    private static final Set<FieldKind> DIVIDING = Set.of(
            FieldKind.TEXT,
            FieldKind.CHOICE,
            FieldKind.COUNTRY,
            FieldKind.BOOLEAN,
            FieldKind.DATE,
            FieldKind.INSTANT,
            FieldKind.MEMBER,
            FieldKind.REFERENCE);

    /** Whether records can be told apart by it; of references that the workspace added no name can be shown. */
    static boolean isPossible(ListField field) {
        return DIVIDING.contains(field.kind()) && field.is(Use.FILTER) && !(field.custom() != null && field.holdsId());
    }

    static boolean isDated(ListField field) {
        return field.kind() == FieldKind.DATE || field.kind() == FieldKind.INSTANT;
    }

    /** In an address: {@code owner}, {@code created_at.month}. */
    String id() {
        return field.name() + (span == null ? "" : "." + span.id());
    }

    boolean isDated() {
        return span != null;
    }

    /** What tells a group from the others, in the reader's time; null for records without a value. */
    Field<String> key(ZoneId zone) {
        if (span == null) {
            var text = field.custom() == null ? field.field().column().cast(String.class) : custom();
            return DSL.nullif(text, DSL.inline(""));
        }
        var day = field.custom() != null
                // What an import left that isn't a day counts as none.
                ? DSL.field("case when {0} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then {0}::date end", Object.class, custom())
                : field.kind() == FieldKind.INSTANT
                        ? DSL.field(
                                "({0} at time zone {1})",
                                Object.class, field.field().column(), DSL.inline(zone.getId()))
                        : field.field().column();
        return DSL.field("to_char({0}, {1})", String.class, day, DSL.inline(span.format()));
    }

    /** The name of what the key names by its id, else null for all. */
    Field<String> label() {
        var label = field.custom() == null ? field.field().label() : null;
        return label == null ? DSL.inline((String) null).cast(String.class) : label;
    }

    private Field<String> custom() {
        return DSL.field(
                "({0} ->> {1})",
                String.class, field.type().column("custom", JSONB.class), DSL.inline(customKey(field)));
    }

    /** The records of one group, as a list asks for them; all of these have to hold. */
    List<Clause> only(@Nullable String key) {
        if (key == null) {
            return List.of(new Clause.Filter(field, Op.EMPTY, List.of("true")));
        }
        if (span == null) {
            return List.of(new Clause.Filter(field, Op.EQ, List.of(key)));
        }
        var first = span.first(key);
        return List.of(
                new Clause.Filter(field, Op.GTE, List.of(first.toString())),
                new Clause.Filter(field, Op.LT, List.of(span.next(first).toString())));
    }

    private static String customKey(ListField field) {
        return Objects.requireNonNull(field.custom()).key();
    }
}
