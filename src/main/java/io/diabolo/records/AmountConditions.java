package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Workspaces;
import io.diabolo.records.Clause.Filter;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;

/** Filters of amounts: in the digits of their currency, and within it. */
@Component
class AmountConditions {
    private static final Pattern AMOUNT = Pattern.compile("(\\S{1,60}?)\\s*([A-Za-z]{3}|[€$£])?");
    private final Workspaces workspaces;

    AmountConditions(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** An amount and its currency as a filter names them: {@code 1000 USD}; the workspace's when none is named. */
    private record Amount(BigDecimal value, Currency currency) {}

    private Amount amount(Filter filter, String text) {
        var match = AMOUNT.matcher(text);
        if (!match.matches()) {
            throw FieldConditions.bad(filter, "problem.field.number");
        }
        var named = match.group(2);
        var currency = named == null
                ? workspaces.settings().currency()
                : Currencies.named(named).orElseThrow(() -> FieldConditions.bad(filter, "problem.field.currency"));
        return new Amount(FieldConditions.decimal(filter, match.group(1)), currency);
    }

    /** Amounts compare within one currency: nobody knows whether 1 000 USD are more than 900 EUR. */
    Condition of(Filter filter, Field<?> column, boolean custom) {
        var each = filter.op() == Op.NE ? Op.EQ : filter.op();
        var any = filter.values().stream()
                .map(value -> {
                    var amount = amount(filter, value);
                    var one = new Filter(filter.field(), each, List.of(value));
                    var compared = custom
                            ? FieldConditions.compare(
                                    one,
                                    column.coerce(Double.class),
                                    _ -> val(amount.value().doubleValue()))
                            : FieldConditions.compare(
                                    one,
                                    column.coerce(Long.class),
                                    _ -> val(FieldConditions.whole(
                                            filter,
                                            amount.value(),
                                            amount.currency().getDefaultFractionDigits())));
                    return compared.and(in(amount.currency(), filter.field()));
                })
                .reduce(Condition::or)
                .orElse(noCondition());
        return filter.op() == Op.NE ? condition("({0}) is not true", any) : any;
    }

    private static Condition in(Currency currency, ListField field) {
        var column = field.field().currency();
        if (column != null) {
            return column.eq(currency.getCurrencyCode());
        }
        var custom = field.custom();
        return custom == null
                ? noCondition()
                : condition(
                        "{0} -> {1} ->> 'currency' = {2}",
                        field.type().column("custom", JSONB.class), val(custom.key()), val(currency.getCurrencyCode()));
    }
}
