package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
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
import io.diabolo.records.Written;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Contracts as lists, API, search and files see them. One is made of each accepted quote with something recurring; those
 * that ran before are written down or imported.
 */
@Component
@Order(47)
class ContractType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Member CSM = MEMBER.as("csm");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final ContractRules rules;

    ContractType(ContractRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, CONTRACT.NAME).sortedBy(CONTRACT.NAME_KEY),
            RecordField.choice("state", CONTRACT.STATE, List.of("running", "ended"))
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.reference("company", "company", CONTRACT.COMPANY_ID, ACCOUNT.NAME),
            RecordField.reference("opportunity", "opportunity", CONTRACT.OPPORTUNITY_ID, DEAL.NAME)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.money("monthly_amount", CONTRACT.MONTHLY_MINOR, CONTRACT.CURRENCY)
                    .without(Use.STORED, Use.BULK)
                    .under(AMOUNTS),
            RecordField.money("yearly_amount", CONTRACT.RECURRING_MINOR, CONTRACT.CURRENCY)
                    .without(Use.STORED, Use.BULK)
                    .under(AMOUNTS),
            RecordField.of("starts_on", DATE, CONTRACT.STARTS_ON).without(Use.BULK),
            RecordField.of("term_months", INTEGER, CONTRACT.TERM_MONTHS).without(Use.BULK),
            RecordField.choice("renewal_kind", CONTRACT.RENEWAL_KIND, List.of("tacit", "express", "none"))
                    .without(Use.BULK),
            RecordField.of("renewal_on", DATE, CONTRACT.RENEWAL_ON).without(Use.BULK),
            RecordField.of("notice_months", INTEGER, CONTRACT.NOTICE_MONTHS).without(Use.BULK),
            RecordField.of("notice_on", DATE, CONTRACT.NOTICE_ON).without(Use.BULK),
            RecordField.choice(
                            "indexation", CONTRACT.INDEXATION, List.of("none", "fixed", "syntec", "ilat", "ilc", "cpi"))
                    .under(AMOUNTS)
                    .without(Use.BULK),
            RecordField.of("indexation_percent", DECIMAL, CONTRACT.INDEXATION_PERCENT)
                    .under(AMOUNTS)
                    .without(Use.BULK),
            RecordField.of("ends_on", DATE, CONTRACT.ENDS_ON).under(SELDOM).without(Use.BULK),
            RecordField.choice("end_reason", CONTRACT.END_REASON, ContractEnding.REASONS)
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.member("csm", CONTRACT.CSM_ID, CSM.NAME),
            RecordField.member("owner", CONTRACT.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, CONTRACT.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
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
                .and(OWNER.ID.eq(CONTRACT.OWNER_ID))
                .leftJoin(CSM)
                .on(CSM.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(CSM.ID.eq(CONTRACT.CSM_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "monthly_amount", "renewal_on", "notice_on", "csm", "owner");
    }

    /** Notice is given in time or not at all. */
    @Override
    public Set<String> deadlines() {
        return Set.of("notice_on");
    }

    /** Who sold it, and who looks after the customer. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(CONTRACT.OWNER_ID, CONTRACT.CSM_ID);
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written);
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
