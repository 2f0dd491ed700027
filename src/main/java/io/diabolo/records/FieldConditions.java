package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.Clause.Filter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a filter into a condition; a value that its field can't have is named. */
@Component
class FieldConditions {
    private final Clock clock;
    private final AmountConditions amounts;

    FieldConditions(Clock clock, AmountConditions amounts) {
        this.clock = clock;
        this.amounts = amounts;
    }

    Condition of(Filter filter, Actor me) {
        var custom = filter.field().custom();
        if (custom == null) {
            return of(filter, filter.field().field().column(), false, me);
        }
        var column = CustomColumns.valueColumn(custom.kind());
        if (filter.op() == Op.EMPTY) {
            var given = CustomColumns.where(filter.field(), custom, noCondition());
            return isTrue(filter) ? CustomColumns.without(filter.field(), custom, noCondition()) : given;
        }
        if (filter.op() == Op.NE) {
            var same = filter.with(Op.EQ, filter.values());
            return CustomColumns.without(filter.field(), custom, of(same, column, true, me));
        }
        return CustomColumns.where(filter.field(), custom, of(filter, column, true, me));
    }

    private Condition of(Filter filter, Field<?> column, boolean custom, Actor me) {
        if (filter.op() == Op.EMPTY) {
            // What must have a text has an empty one instead of none.
            var none = column.getType() == String.class && !column.getDataType().nullable()
                    ? column.coerce(String.class).eq("")
                    : column.isNull();
            return isTrue(filter) ? none : none.not();
        }
        return switch (filter.field().kind()) {
            case TEXT, LONG_TEXT, EMAIL, PHONE, URL, COUNTRY -> text(filter, column.coerce(String.class), custom);
            case CHOICE -> choice(filter, column.coerce(String.class), custom);
            case MULTI_CHOICE -> custom ? several(filter, column.coerce(String.class)) : anyOf(filter, column);
            case BOOLEAN -> yesOrNo(filter, column, custom);
            case INTEGER, DECIMAL -> custom ? rough(filter, column) : number(filter, column);
            case MONEY -> amounts.of(filter, column, custom);
            case DATE -> days(filter, me, column.coerce(LocalDate.class), day -> day);
            case INSTANT ->
                days(
                        filter,
                        me,
                        column.coerce(OffsetDateTime.class),
                        day -> day.atStartOfDay(me.zone()).toOffsetDateTime());
            case REFERENCE, MEMBER -> reference(filter, column, custom, me);
        };
    }

    private static boolean isTrue(Filter filter) {
        return switch (filter.values().getFirst()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(filter, "problem.field.boolean");
        };
    }

    private static Condition text(Filter filter, Field<String> column, boolean custom) {
        var key = custom ? column : key(filter.field(), column);
        return switch (filter.op()) {
            case CONTAINS -> any(filter, value -> key.contains(fold(value)));
            case PREFIX -> any(filter, value -> condition("{0} ^@ {1}", key, fold(value)));
            default -> equal(filter, custom ? key : column, value -> custom ? fold(value) : val(exact(filter, value)));
        };
    }

    private static Condition any(Filter filter, Function<String, Condition> one) {
        return DSL.or(filter.values().stream().map(one).toList());
    }

    private static String exact(Filter filter, String value) {
        return switch (filter.field().kind()) {
            case COUNTRY -> value.toUpperCase(Locale.ROOT);
            case EMAIL -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    /** Folded text of a column: its key column where there is one. */
    static Field<String> key(ListField field, Field<String> column) {
        var key = field.field().sortKey();
        return key != null && key.getType() == String.class
                ? key.coerce(String.class)
                : field("fold({0})", String.class, column);
    }

    static Field<String> fold(String value) {
        return field("fold({0})", String.class, val(value));
    }

    private static Condition choice(Filter filter, Field<String> column, boolean custom) {
        var choices = filter.field().choices();
        if (!choices.isEmpty() && !choices.containsAll(filter.values())) {
            throw bad(filter, "problem.field.choice");
        }
        return equal(filter, column, value -> custom ? fold(value) : val(value));
    }

    private static Condition several(Filter filter, Field<String> column) {
        return filter.values().stream()
                .map(value -> column.contains(field("'|' || fold({0}) || '|'", String.class, val(value))))
                .reduce(Condition::or)
                .orElse(noCondition());
    }

    /** A column of the table itself is an array. */
    private static Condition anyOf(Filter filter, Field<?> column) {
        var wanted = condition("{0} && {1}", column, val(filter.values().toArray(String[]::new)));
        return filter.op() == Op.NE ? column.isNull().or(wanted.not()) : wanted;
    }

    private static Condition yesOrNo(Filter filter, Field<?> column, boolean custom) {
        var wanted = isTrue(filter) == (filter.op() == Op.EQ);
        return custom
                ? column.coerce(String.class).eq(Boolean.toString(wanted))
                : column.coerce(Boolean.class).eq(wanted);
    }

    private static <T> Condition equal(Filter filter, Field<T> column, Function<String, Field<T>> value) {
        var values = filter.values().stream().map(value).toList();
        return filter.op() == Op.NE
                ? column.notIn(values).or(column.isNull())
                : values.size() == 1 ? column.eq(values.getFirst()) : column.in(values);
    }

    static <T> Condition compare(Filter filter, Field<T> column, Function<String, Field<T>> value) {
        var first = filter.values().getFirst();
        return switch (filter.op()) {
            case GT -> column.gt(value.apply(first));
            case GTE -> column.ge(value.apply(first));
            case LT -> column.lt(value.apply(first));
            case LTE -> column.le(value.apply(first));
            default -> equal(filter, column, value);
        };
    }

    /** Whole numbers compare as bigint, which an index serves; a fraction is what only a numeric column can have. */
    private static Condition number(Filter filter, Field<?> column) {
        if (column.getType() == BigDecimal.class) {
            return compare(filter, column.coerce(BigDecimal.class), value -> val(decimal(filter, value)));
        }
        return compare(filter, column.coerce(Long.class), value -> val(whole(filter, value, 0)));
    }

    private static long whole(Filter filter, String value, int digits) {
        return whole(filter, decimal(filter, value), digits);
    }

    static long whole(Filter filter, BigDecimal value, int digits) {
        try {
            return value.movePointRight(digits)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .longValueExact();
        } catch (ArithmeticException _) {
            throw bad(filter, "problem.field.number");
        }
    }

    /** Custom numbers compare as float8: a filter's precision, the exact value stands in the record. */
    private static Condition rough(Filter filter, Field<?> column) {
        return compare(
                filter,
                column.coerce(Double.class),
                value -> val(decimal(filter, value).doubleValue()));
    }

    static BigDecimal decimal(Filter filter, String value) {
        return Decimals.parse(value).orElseThrow(() -> bad(filter, "problem.field.number"));
    }

    private <T> Condition days(Filter filter, Actor me, Field<T> column, Function<LocalDate, T> start) {
        var today = LocalDate.ofInstant(clock.instant(), me.zone());
        var spans = filter.values().stream()
                .map(value -> Days.parse(value, today).orElseThrow(() -> bad(filter, "problem.field.date")))
                .toList();
        var first = spans.getFirst();
        return switch (filter.op()) {
            case GT -> column.ge(start.apply(first.to()));
            case GTE -> column.ge(start.apply(first.from()));
            case LT -> column.lt(start.apply(first.from()));
            case LTE -> column.lt(start.apply(first.to()));
            default -> {
                var within = within(spans, column, start);
                yield filter.op() == Op.NE ? within.not().or(column.isNull()) : within;
            }
        };
    }

    private static <T> Condition within(List<Days> spans, Field<T> column, Function<LocalDate, T> start) {
        return spans.stream()
                .map(span -> column.ge(start.apply(span.from())).and(column.lt(start.apply(span.to()))))
                .reduce(Condition::or)
                .orElse(noCondition());
    }

    private static Condition reference(Filter filter, Field<?> column, boolean custom, Actor me) {
        if (custom) {
            return equal(
                    filter,
                    column.coerce(String.class),
                    value -> val(id(filter, value, me).toString()));
        }
        return equal(filter, column.coerce(UUID.class), value -> val(id(filter, value, me)));
    }

    private static UUID id(Filter filter, String value, Actor me) {
        if (filter.field().kind() == FieldKind.MEMBER && value.equals("me")) {
            return me.member().value();
        }
        var id = uuid(value);
        if (id == null) {
            throw bad(filter, "problem.field.reference");
        }
        return id;
    }

    /** The canonical form only: {@link UUID#fromString} takes much else. */
    static @Nullable UUID uuid(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static BadInput bad(Filter filter, String key) {
        return new BadInput(filter.parameter(), key, String.join(", ", filter.values()));
    }
}
