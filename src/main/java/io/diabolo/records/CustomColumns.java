package io.diabolo.records;

import static io.diabolo.jooq.Tables.CUSTOM_VALUE;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.records.RecordField.Use;
import java.util.EnumSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Fields that a workspace added, as columns: their typed rows stand in custom_value, which filters and sorts read. */
final class CustomColumns {
    private CustomColumns() {}

    static ListField field(RecordType type, CustomField custom) {
        var value = valueColumn(custom.kind());
        var own = CUSTOM_VALUE.as("own_value");
        Field<?> column = DSL.field(select(own.field(value))
                .from(own)
                .where(own.FIELD_ID.eq(custom.id()))
                .and(own.RECORD_ID.eq(type.column("id", UUID.class))));
        var uses = EnumSet.of(Use.COLUMN, Use.EDIT, Use.BULK, Use.IMPORT);
        if (custom.isFilterable()) {
            uses.addAll(EnumSet.of(Use.FILTER, Use.SORT));
        }
        return new ListField(
                type,
                new RecordField(
                        custom.name(),
                        custom.kind(),
                        column,
                        null,
                        null,
                        custom.reference(),
                        custom.choices(),
                        column,
                        uses,
                        FormPart.OWN),
                custom);
    }

    /** Records whose value fulfils a condition on the column of {@link #valueColumn}. */
    static Condition where(ListField field, CustomField custom, Condition condition) {
        return field.type()
                .column("id", UUID.class)
                .in(select(CUSTOM_VALUE.RECORD_ID)
                        .from(CUSTOM_VALUE)
                        .where(CUSTOM_VALUE.FIELD_ID.eq(custom.id()))
                        .and(condition));
    }

    /** Records that have no such value; as an anti-join, which "not in" never is. */
    static Condition without(ListField field, CustomField custom, Condition condition) {
        return notExists(selectOne()
                .from(CUSTOM_VALUE)
                .where(CUSTOM_VALUE.FIELD_ID.eq(custom.id()))
                .and(CUSTOM_VALUE.RECORD_ID.eq(field.type().column("id", UUID.class)))
                .and(condition));
    }

    static TableField<?, ?> valueColumn(FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, MONEY -> CUSTOM_VALUE.NUMBER_VALUE;
            case DATE -> CUSTOM_VALUE.DATE_VALUE;
            default -> CUSTOM_VALUE.TEXT_KEY;
        };
    }
}
