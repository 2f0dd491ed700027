package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Orders as lists, API, search and files see them. One is made of each accepted quote, and of nothing else. */
@Component
@Order(46)
class OrderType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, SALES_ORDER.NAME).sortedBy(SALES_ORDER.NAME_KEY),
            RecordField.choice("state", SALES_ORDER.STATE, List.of("open", "delivered", "cancelled")),
            RecordField.reference("company", "company", SALES_ORDER.COMPANY_ID, ACCOUNT.NAME),
            RecordField.reference("opportunity", "opportunity", SALES_ORDER.OPPORTUNITY_ID, DEAL.NAME),
            RecordField.money("one_off_amount", SALES_ORDER.ONE_OFF_MINOR, SALES_ORDER.CURRENCY),
            RecordField.of("ordered_on", DATE, SALES_ORDER.ORDERED_ON),
            RecordField.member("owner", SALES_ORDER.OWNER_ID, OWNER.NAME),
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
        return List.of("name", "company", "state", "one_off_amount", "ordered_on", "owner");
    }

    @Override
    public boolean isReadOnly() {
        return true;
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
