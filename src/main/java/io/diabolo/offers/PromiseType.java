package io.diabolo.offers;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.PROMISE;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What customers were promised, as lists, API, search and files see it. Signed results of calculators become promises by
 * themselves; what else was said is written down by hand.
 */
@Component
@Order(48)
class PromiseType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Quote SIGNED = QUOTE.as("signed");
    private static final io.diabolo.jooq.tables.Product SOLD = PRODUCT.as("sold");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, PROMISE.NAME).sortedBy(PROMISE.NAME_KEY),
            RecordField.choice("state", PROMISE.STATE, List.of("open", "kept", "broken", "changed")),
            RecordField.reference("company", "company", PROMISE.COMPANY_ID, ACCOUNT.NAME),
            RecordField.of("due_on", DATE, PROMISE.DUE_ON),
            RecordField.choice("measure", PROMISE.MEASURE, List.of("number", "money", "percent", "months")),
            RecordField.of("expected", DECIMAL, PROMISE.EXPECTED),
            RecordField.of("low", DECIMAL, PROMISE.LOW),
            RecordField.of("high", DECIMAL, PROMISE.HIGH),
            RecordField.of("reached", DECIMAL, PROMISE.REACHED),
            RecordField.of("currency", TEXT, PROMISE.CURRENCY).under(SELDOM),
            RecordField.reference("opportunity", "opportunity", PROMISE.OPPORTUNITY_ID, DEAL.NAME),
            RecordField.computed("quote", TEXT, SIGNED.NUMBER),
            RecordField.reference("product", "product", PROMISE.PRODUCT_ID, SOLD.NAME),
            RecordField.of("note", LONG_TEXT, PROMISE.NOTE),
            RecordField.member("owner", PROMISE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, PROMISE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, PROMISE.CREATED_AT));

    @Override
    public String id() {
        return "promise";
    }

    @Override
    public String plural() {
        return "promises";
    }

    @Override
    public Table<?> table() {
        return PROMISE;
    }

    @Override
    public Table<?> from() {
        return PROMISE.leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(PROMISE.COMPANY_ID))
                .leftJoin(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(DEAL.ID.eq(PROMISE.OPPORTUNITY_ID))
                .leftJoin(SIGNED)
                .on(SIGNED.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(SIGNED.ID.eq(PROMISE.QUOTE_ID))
                .leftJoin(SOLD)
                .on(SOLD.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(SOLD.ID.eq(PROMISE.PRODUCT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(OWNER.ID.eq(PROMISE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "expected", "reached", "due_on", "owner");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("due_on");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "promise.fault.name");
        }
        if (draft.isNew() && !draft.gives("owner")) {
            draft.set("owner", me.member().value());
        }
        if (draft.gives("state") && draft.value("state") == null) {
            draft.set("state", "open");
        }
        var currency = draft.text("currency");
        try {
            if (draft.isNew() || draft.gives("currency")) {
                draft.set("currency", currency == null ? "EUR" : ExchangeRates.currency("currency", currency));
            }
        } catch (BadInput bad) {
            draft.fault("currency", bad.faults().getFirst().key());
        }
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        PROMISE.ID,
                        PROMISE.OWNER_ID,
                        PROMISE.NAME,
                        coalesce(ACCOUNT.NAME, inline("")),
                        function("fold", String.class, PROMISE.NAME))
                .from(PROMISE)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(PROMISE.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(PROMISE.COMPANY_ID))
                .where(PROMISE.ID.in(ids));
    }
}
