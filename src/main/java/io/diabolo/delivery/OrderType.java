package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
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

/** Orders as lists, API, search and files see them. One is made of each accepted quote; one that came otherwise is typed. */
@Component
@Order(46)
class OrderType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    static final List<String> STATES = List.of("open", "complete", "delivered", "invoiced", "cancelled");

    private final OrderRules rules;

    OrderType(OrderRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, SALES_ORDER.NAME).sortedBy(SALES_ORDER.NAME_KEY),
            RecordField.choice("state", SALES_ORDER.STATE, STATES).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.reference("company", "company", SALES_ORDER.COMPANY_ID, ACCOUNT.NAME)
                    .without(Use.BULK),
            RecordField.reference("opportunity", "opportunity", SALES_ORDER.OPPORTUNITY_ID, DEAL.NAME)
                    .without(Use.BULK)
                    .under(SELDOM),
            RecordField.money("one_off_amount", SALES_ORDER.ONE_OFF_MINOR, SALES_ORDER.CURRENCY)
                    .without(Use.BULK)
                    .under(AMOUNTS),
            RecordField.of("ordered_on", DATE, SALES_ORDER.ORDERED_ON).without(Use.BULK),
            RecordField.of("deliver_on", DATE, SALES_ORDER.DELIVER_ON).without(Use.BULK),
            RecordField.of("deliverables", LONG_TEXT, SALES_ORDER.DELIVERABLES).without(Use.BULK),
            RecordField.of("billing_name", TEXT, SALES_ORDER.BILLING_NAME).without(Use.BULK),
            RecordField.of("billing_address", LONG_TEXT, SALES_ORDER.BILLING_ADDRESS)
                    .without(Use.BULK),
            RecordField.of("siren", TEXT, SALES_ORDER.SIREN).without(Use.BULK),
            RecordField.of("siret", TEXT, SALES_ORDER.SIRET).without(Use.BULK),
            RecordField.of("vat_number", TEXT, SALES_ORDER.VAT_NUMBER).without(Use.BULK),
            RecordField.of("delivery_address", LONG_TEXT, SALES_ORDER.DELIVERY_ADDRESS)
                    .without(Use.BULK),
            RecordField.choice("operation_kind", SALES_ORDER.OPERATION_KIND, List.of("goods", "services", "both"))
                    .without(Use.BULK),
            RecordField.of("vat_on_debits", BOOLEAN, SALES_ORDER.VAT_ON_DEBITS).without(Use.BULK),
            RecordField.of("service_code", TEXT, SALES_ORDER.SERVICE_CODE).without(Use.BULK),
            RecordField.of("einvoicing_address", TEXT, SALES_ORDER.EINVOICING_ADDRESS)
                    .without(Use.BULK),
            RecordField.of("po_required", BOOLEAN, SALES_ORDER.PO_REQUIRED).without(Use.BULK),
            RecordField.of("purchase_order", TEXT, SALES_ORDER.PURCHASE_ORDER).without(Use.BULK),
            RecordField.computed("completed_on", DATE, SALES_ORDER.COMPLETED_ON),
            RecordField.computed("delivered_on", DATE, SALES_ORDER.DELIVERED_ON),
            RecordField.computed("invoiced_on", DATE, SALES_ORDER.INVOICED_ON),
            RecordField.computed("invoice_number", TEXT, SALES_ORDER.INVOICE_NUMBER),
            RecordField.member("owner", SALES_ORDER.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, SALES_ORDER.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, SALES_ORDER.CREATED_AT));

    @Override
    public String id() {
        return "sales_order";
    }

    @Override
    public String plural() {
        return "orders";
    }

    @Override
    public Table<?> table() {
        return SALES_ORDER;
    }

    @Override
    public Table<?> from() {
        return SALES_ORDER
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(SALES_ORDER.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(SALES_ORDER.COMPANY_ID))
                .leftJoin(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(SALES_ORDER.WORKSPACE_ID))
                .and(DEAL.ID.eq(SALES_ORDER.OPPORTUNITY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(SALES_ORDER.WORKSPACE_ID))
                .and(OWNER.ID.eq(SALES_ORDER.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "one_off_amount", "ordered_on", "deliver_on", "owner");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("deliver_on");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        SALES_ORDER.ID,
                        SALES_ORDER.OWNER_ID,
                        SALES_ORDER.NAME,
                        coalesce(ACCOUNT.NAME, inline("")),
                        function("fold", String.class, SALES_ORDER.NAME))
                .from(SALES_ORDER)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(SALES_ORDER.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(SALES_ORDER.COMPANY_ID))
                .where(SALES_ORDER.ID.in(ids));
    }
}
