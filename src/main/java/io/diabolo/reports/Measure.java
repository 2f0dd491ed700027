package io.diabolo.reports;

import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordField.Use;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What is told of each group of records.
 *
 * @param field of whose values; null: the records are counted
 */
record Measure(How how, @Nullable ListField field) {
    /** How the values of a group come to one figure. */
    enum How {
        COUNT,
        SUM,
        MEAN,
        LEAST,
        MOST;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<How> named(String id) {
            return Arrays.stream(values()).filter(how -> how.id().equals(id)).findFirst();
        }
    }

    static final Measure COUNT = new Measure(How.COUNT, null);

    /** Money that the workspace added stands in a currency of its own in each record. */
    static boolean isPossible(ListField field) {
        return field.isNumeric()
                && field.is(Use.COLUMN)
                && !(field.custom() != null && field.kind() == FieldKind.MONEY);
    }

    /** In an address: {@code count}, {@code sum.amount}. */
    String id() {
        return how.id() + (field == null ? "" : "." + field.name());
    }

    boolean isMoney() {
        return field != null && field.kind() == FieldKind.MONEY;
    }

    /** In minor units for money, and only of what is in the currency. */
    Field<BigDecimal> value(String currency) {
        if (field == null) {
            return DSL.count().cast(BigDecimal.class);
        }
        var value = number(field);
        var such = isMoney() ? in(field, currency) : DSL.noCondition();
        return switch (how) {
            case COUNT -> DSL.count(value).filterWhere(such).cast(BigDecimal.class);
            case SUM -> DSL.sum(value).filterWhere(such);
            case MEAN -> DSL.avg(value).filterWhere(such);
            case LEAST -> DSL.min(value).filterWhere(such);
            case MOST -> DSL.max(value).filterWhere(such);
        };
    }

    /** How many records have money in another currency, which can't be added. */
    Field<Integer> leftOut(String currency) {
        return field == null || !isMoney()
                ? DSL.inline(0)
                : DSL.count().filterWhere(number(field).isNotNull().andNot(in(field, currency)));
    }

    private static Condition in(ListField field, String currency) {
        var column = field.field().currency();
        return column == null
                ? DSL.condition(DSL.inline(currency.equals("EUR")))
                : DSL.coalesce(column.cast(String.class), DSL.inline("EUR")).eq(DSL.inline(currency));
    }

    private static Field<BigDecimal> number(ListField field) {
        return field.custom() == null
                ? field.field().column().cast(BigDecimal.class)
                : DSL.field(
                        "case when jsonb_typeof({0} -> {1}) = 'number' then ({0} ->> {1})::numeric end",
                        BigDecimal.class, field.type().column("custom", JSONB.class), DSL.inline(key(field)));
    }

    private static String key(ListField field) {
        return Objects.requireNonNull(field.custom()).key();
    }
}
