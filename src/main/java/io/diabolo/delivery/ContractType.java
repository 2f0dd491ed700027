package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
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

/** Contracts as lists, API, search and files see them. One is made of each accepted quote with something recurring. */
@Component
@Order(47)
class ContractType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, CONTRACT.NAME).sortedBy(CONTRACT.NAME_KEY),
            RecordField.choice("state", CONTRACT.STATE, List.of("running", "ended")),
            RecordField.reference("company", "company", CONTRACT.COMPANY_ID, ACCOUNT.NAME),
            RecordField.reference("opportunity", "opportunity", CONTRACT.OPPORTUNITY_ID, DEAL.NAME),
            RecordField.money("yearly_amount", CONTRACT.RECURRING_MINOR, CONTRACT.CURRENCY),
            RecordField.of("starts_on", DATE, CONTRACT.STARTS_ON),
            RecordField.of("term_months", INTEGER, CONTRACT.TERM_MONTHS),
            RecordField.of("renewal_on", DATE, CONTRACT.RENEWAL_ON),
            RecordField.member("owner", CONTRACT.OWNER_ID, OWNER.NAME),
            RecordField.computed("created_at", INSTANT, CONTRACT.CREATED_AT));

    @Override
    public String id() {
        return "contract";
    }

    @Override
    public String plural() {
        return "contracts";
    }

    @Override
    public Table<?> table() {
        return CONTRACT;
    }

    @Override
    public Table<?> from() {
        return CONTRACT.leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(CONTRACT.COMPANY_ID))
                .leftJoin(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(DEAL.ID.eq(CONTRACT.OPPORTUNITY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(OWNER.ID.eq(CONTRACT.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "yearly_amount", "starts_on", "renewal_on", "owner");
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        CONTRACT.ID,
                        CONTRACT.OWNER_ID,
                        CONTRACT.NAME,
                        coalesce(ACCOUNT.NAME, inline("")),
                        function("fold", String.class, CONTRACT.NAME))
                .from(CONTRACT)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(CONTRACT.COMPANY_ID))
                .where(CONTRACT.ID.in(ids));
    }
}
