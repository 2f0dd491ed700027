package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRICE_LIST;
import static io.diabolo.records.FieldKind.COUNTRY;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Price lists as lists, API, search and files see them. They belong to nobody, so every member sees them. */
@Component
@Order(51)
class PriceListType implements RecordType {
    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, PRICE_LIST.NAME).sortedBy(PRICE_LIST.NAME_KEY),
            RecordField.choice("segment", PRICE_LIST.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise")),
            RecordField.of("country", COUNTRY, PRICE_LIST.COUNTRY),
            RecordField.of("currency", TEXT, PRICE_LIST.CURRENCY),
            RecordField.of("valid_from", DATE, PRICE_LIST.VALID_FROM),
            RecordField.of("valid_to", DATE, PRICE_LIST.VALID_TO),
            RecordField.of("external_id", TEXT, PRICE_LIST.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, PRICE_LIST.CREATED_AT));

    @Override
    public String id() {
        return "price_list";
    }

    @Override
    public String plural() {
        return "price-lists";
    }

    @Override
    public Table<?> table() {
        return PRICE_LIST;
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "segment", "country", "currency", "valid_from", "valid_to");
    }

    @Override
    public String defaultSort() {
        return "name";
    }

    /** None: a price list has no owner and is seen by all. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "price-list.fault.name");
        }
        var currency = draft.text("currency");
        try {
            draft.set("currency", currency == null ? "EUR" : ExchangeRates.currency("currency", currency));
        } catch (BadInput bad) {
            draft.fault("currency", bad.faults().getFirst().key());
        }
        if (draft.value("valid_from") instanceof LocalDate from
                && draft.value("valid_to") instanceof LocalDate to
                && to.isBefore(from)) {
            draft.fault("valid_to", "price-list.fault.period");
        }
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        PRICE_LIST.ID,
                        val(null, UUID.class),
                        PRICE_LIST.NAME,
                        inline(""),
                        function("fold", String.class, PRICE_LIST.NAME))
                .from(PRICE_LIST)
                .where(PRICE_LIST.ID.in(ids));
    }
}
