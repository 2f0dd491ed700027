package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Products as lists, API, search and files see them. They belong to nobody, so every member sees them. */
@Component
@Order(50)
class ProductType implements RecordType {
    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, PRODUCT.NAME).sortedBy(PRODUCT.NAME_KEY),
            RecordField.of("family", TEXT, PRODUCT.FAMILY),
            RecordField.of("list_price", DECIMAL, PRODUCT.LIST_PRICE).under(AMOUNTS),
            RecordField.of("currency", TEXT, PRODUCT.CURRENCY).under(AMOUNTS),
            RecordField.choice("recurring_period", PRODUCT.RECURRING_PERIOD, List.of("month", "quarter", "year"))
                    .under(AMOUNTS),
            RecordField.of("external_id", TEXT, PRODUCT.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, PRODUCT.CREATED_AT));

    @Override
    public String id() {
        return "product";
    }

    @Override
    public String plural() {
        return "products";
    }

    @Override
    public Table<?> table() {
        return PRODUCT;
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "family", "list_price", "currency", "recurring_period");
    }

    @Override
    public String defaultSort() {
        return "name";
    }

    /** None: a product has no owner and is seen by all. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "product.fault.name");
        }
        var currency = draft.gives("currency") ? draft.text("currency") : null;
        if (draft.gives("currency") && currency == null) {
            draft.set("currency", "EUR");
        } else if (currency != null) {
            try {
                draft.set(
                        "currency",
                        Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getCurrencyCode());
            } catch (IllegalArgumentException _) {
                draft.fault("currency", "product.fault.currency");
            }
        }
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "family", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        PRODUCT.ID,
                        val(null, UUID.class),
                        PRODUCT.NAME,
                        coalesce(PRODUCT.FAMILY, inline("")),
                        function(
                                "fold", String.class, concatWs(" ", PRODUCT.NAME, PRODUCT.FAMILY, PRODUCT.EXTERNAL_ID)))
                .from(PRODUCT)
                .where(PRODUCT.ID.in(ids));
    }
}
