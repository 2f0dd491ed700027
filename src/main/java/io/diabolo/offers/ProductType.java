package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
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
import java.math.BigDecimal;
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
    /** The usual rate in France (CGI art. 278). */
    private static final BigDecimal USUAL_VAT = BigDecimal.valueOf(20);

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, PRODUCT.NAME).sortedBy(PRODUCT.NAME_KEY),
            RecordField.of("family", TEXT, PRODUCT.FAMILY),
            RecordField.of("list_price", DECIMAL, PRODUCT.LIST_PRICE).under(AMOUNTS),
            RecordField.of("currency", TEXT, PRODUCT.CURRENCY).under(AMOUNTS),
            RecordField.choice("recurring_period", PRODUCT.RECURRING_PERIOD, List.of("month", "quarter", "year"))
                    .under(AMOUNTS),
            RecordField.of("description", LONG_TEXT, PRODUCT.DESCRIPTION),
            RecordField.of("unit", TEXT, PRODUCT.UNIT),
            RecordField.of("vat_rate", DECIMAL, PRODUCT.VAT_RATE).under(AMOUNTS),
            RecordField.of("vat_reason", TEXT, PRODUCT.VAT_REASON).under(AMOUNTS),
            RecordField.of("unit_cost", DECIMAL, PRODUCT.UNIT_COST).under(AMOUNTS),
            RecordField.choice("pricing", PRODUCT.PRICING, List.of("flat", "volume", "graduated"))
                    .under(AMOUNTS)
                    .without(Use.BULK),
            RecordField.of("tiers", TEXT, PRODUCT.TIERS).under(AMOUNTS).without(Use.BULK),
            RecordField.of("metered", BOOLEAN, PRODUCT.METERED).under(AMOUNTS),
            RecordField.choice("bundle_price", PRODUCT.BUNDLE_PRICE, List.of("parts", "own"))
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.of("bundle_discount", DECIMAL, PRODUCT.BUNDLE_DISCOUNT)
                    .under(SELDOM)
                    .without(Use.BULK),
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
        prices(draft);
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

    private static void prices(Draft draft) {
        for (var text : List.of("description", "unit", "vat_reason", "tiers")) {
            if (draft.gives(text) && draft.text(text) == null) {
                draft.set(text, "");
            }
        }
        if (draft.gives("vat_rate") && draft.value("vat_rate") == null) {
            draft.set("vat_rate", USUAL_VAT);
        }
        if (draft.gives("pricing") && draft.value("pricing") == null) {
            draft.set("pricing", "flat");
        }
        if (draft.gives("metered") && draft.value("metered") == null) {
            draft.set("metered", false);
        }
        if (draft.gives("bundle_price") && draft.value("bundle_price") == null) {
            draft.set("bundle_price", "parts");
        }
        if (draft.gives("bundle_discount") && draft.value("bundle_discount") == null) {
            draft.set("bundle_discount", BigDecimal.ZERO);
        }
        for (var percent : List.of("vat_rate", "bundle_discount")) {
            if (draft.value(percent) instanceof BigDecimal rate
                    && (rate.signum() < 0
                            || rate.compareTo(BigDecimal.valueOf(100)) > 0
                            || rate.stripTrailingZeros().scale() > 2)) {
                draft.fault(percent, "quote.fault.percent");
            }
        }
        var tiers = draft.text("tiers");
        if (tiers != null && Tiers.read(tiers) == null) {
            draft.fault("tiers", "product.fault.tiers");
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
