package io.diabolo.offers;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.TEXT;

import io.diabolo.pipeline.DealTeam;
import io.diabolo.platform.Actor;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Quotes as lists, API and files see them: whoever sees the opportunity sees them. They are written by their own commands. */
@Component
@Order(45)
class QuoteType implements RecordType {
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("title", TEXT, QUOTE.TITLE),
            RecordField.of("number", TEXT, QUOTE.NUMBER),
            RecordField.of("issue", INTEGER, QUOTE.ISSUE),
            RecordField.choice("state", QUOTE.STATE, List.of("draft", "sent", "accepted", "declined", "replaced")),
            RecordField.reference("opportunity", "opportunity", QUOTE.OPPORTUNITY_ID, DEAL.NAME),
            RecordField.reference("company", "company", DEAL.COMPANY_ID, ACCOUNT.NAME),
            RecordField.money("net_amount", QUOTE.NET_MINOR, QUOTE.CURRENCY),
            RecordField.money("one_off_amount", QUOTE.ONE_OFF_MINOR, QUOTE.CURRENCY),
            RecordField.money("yearly_amount", QUOTE.RECURRING_MINOR, QUOTE.CURRENCY),
            RecordField.of("discount_percent", DECIMAL, QUOTE.DISCOUNT_PERCENT),
            RecordField.of("margin_percent", DECIMAL, QUOTE.MARGIN_PERCENT),
            RecordField.of("term_months", INTEGER, QUOTE.TERM_MONTHS),
            RecordField.of("valid_until", DATE, QUOTE.VALID_UNTIL),
            RecordField.computed("sent_at", INSTANT, QUOTE.SENT_AT),
            RecordField.computed("seen_at", INSTANT, QUOTE.SEEN_AT),
            RecordField.computed("decided_at", INSTANT, QUOTE.DECIDED_AT),
            RecordField.member("owner", DEAL.OWNER_ID, OWNER.NAME),
            RecordField.computed("created_at", INSTANT, QUOTE.CREATED_AT));

    @Override
    public String id() {
        return "quote";
    }

    @Override
    public String plural() {
        return "quotes";
    }

    @Override
    public Table<?> table() {
        return QUOTE;
    }

    @Override
    public Table<?> from() {
        return QUOTE.join(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(DEAL.ID.eq(QUOTE.OPPORTUNITY_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(DEAL.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(DEAL.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(DEAL.WORKSPACE_ID))
                .and(OWNER.ID.eq(DEAL.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("title", "number", "state", "company", "net_amount", "valid_until", "owner");
    }

    /** Of the opportunity; a query of its own, because a count asks the table alone. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(DSL.field(DSL.select(OPPORTUNITY.OWNER_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(QUOTE.OPPORTUNITY_ID))));
    }

    @Override
    public Condition alsoSeenBy(Actor me) {
        return DealTeam.of(QUOTE.OPPORTUNITY_ID, me);
    }

    /** Those that were given up are no quotes, nor are those of an opportunity in the bin. */
    @Override
    public Condition always() {
        return QUOTE.STATE
                .ne("discarded")
                .andExists(DSL.selectOne()
                        .from(OPPORTUNITY)
                        .where(OPPORTUNITY.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                        .and(OPPORTUNITY.ID.eq(QUOTE.OPPORTUNITY_ID))
                        .and(OPPORTUNITY.DELETED_AT.isNull()));
    }

    @Override
    public boolean isSearchedInPart() {
        return true;
    }

    @Override
    public Set<String> searched() {
        return Set.of();
    }

    /** By its number, its title and its company, for who sees the opportunity. */
    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return DSL.select(
                        QUOTE.ID,
                        DEAL.OWNER_ID,
                        QUOTE.TITLE,
                        DSL.concatWs(" · ", QUOTE.NUMBER, ACCOUNT.NAME),
                        DSL.function("fold", String.class, DSL.concatWs(" ", QUOTE.TITLE, QUOTE.NUMBER, ACCOUNT.NAME)))
                .from(QUOTE)
                .join(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(DEAL.ID.eq(QUOTE.OPPORTUNITY_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(DEAL.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(DEAL.COMPANY_ID))
                .where(QUOTE.ID.in(ids))
                .and(QUOTE.STATE.ne("discarded"))
                .and(DEAL.DELETED_AT.isNull());
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }
}
