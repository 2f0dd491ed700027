package io.diabolo.support;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SLA_POLICY;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.records.FieldKind.EMAIL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.COURSE;
import static io.diabolo.records.FormPart.REACH;
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
import io.diabolo.records.Written;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tickets as lists, API and files see them; what is said in one is written by {@link Tickets}. */
@Component
@Order(48)
class TicketType implements RecordType {
    static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    static final List<String> CHANNELS = List.of("mail", "form", "portal", "phone", "chat", "social", "api");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Person REQUESTER = PERSON.as("requester");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final io.diabolo.jooq.tables.SlaPolicy POLICY = SLA_POLICY.as("policy");

    private final TicketRules rules;

    TicketType(TicketRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("subject", TEXT, TICKET.SUBJECT).sortedBy(TICKET.SUBJECT_KEY),
            RecordField.computed("reference", TEXT, TICKET.REFERENCE),
            RecordField.of("description", LONG_TEXT, TICKET.DESCRIPTION).without(Use.BULK, Use.SORT),
            RecordField.choice("status", TICKET.STATUS, TicketStatus.IDS),
            RecordField.choice("priority", TICKET.PRIORITY, PRIORITIES),
            RecordField.of("tier", INTEGER, TICKET.TIER),
            RecordField.of("kind", TEXT, TICKET.KIND),
            RecordField.of("skill", TEXT, TICKET.SKILL),
            RecordField.of("product", TEXT, TICKET.PRODUCT),
            RecordField.choice("channel", TICKET.CHANNEL, CHANNELS).without(Use.BULK),
            RecordField.reference("person", "person", TICKET.PERSON_ID, REQUESTER.NAME)
                    .under(REACH),
            RecordField.reference("company", "company", TICKET.COMPANY_ID, ACCOUNT.NAME)
                    .under(REACH),
            RecordField.of("requester_name", TEXT, TICKET.REQUESTER_NAME)
                    .under(REACH)
                    .without(Use.BULK),
            RecordField.of("requester_email", EMAIL, TICKET.REQUESTER_EMAIL)
                    .under(REACH)
                    .without(Use.BULK),
            RecordField.choice("language", TICKET.LANGUAGE, List.of("fr", "en")).under(REACH),
            RecordField.member("owner", TICKET.OWNER_ID, OWNER.NAME),
            RecordField.computed("due_at", INSTANT, TICKET.DUE_AT),
            RecordField.of("opened_at", INSTANT, TICKET.OPENED_AT).under(SELDOM).without(Use.BULK),
            RecordField.computed("first_response_at", INSTANT, TICKET.FIRST_RESPONSE_AT),
            RecordField.computed("awaiting_since", INSTANT, TICKET.AWAITING_SINCE),
            RecordField.computed("solved_at", INSTANT, TICKET.SOLVED_AT),
            RecordField.of("resolution", LONG_TEXT, TICKET.RESOLUTION)
                    .under(COURSE)
                    .without(Use.BULK, Use.SORT),
            RecordField.computed("policy", TEXT, POLICY.NAME).only(Use.COLUMN),
            RecordField.computed("csat", INTEGER, TICKET.CSAT),
            RecordField.computed("csat_comment", TEXT, TICKET.CSAT_COMMENT),
            RecordField.of("external_id", TEXT, TICKET.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, TICKET.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, TICKET.UPDATED_AT));

    @Override
    public String id() {
        return "ticket";
    }

    @Override
    public String plural() {
        return "tickets";
    }

    @Override
    public Table<?> table() {
        return TICKET;
    }

    @Override
    public Table<?> from() {
        return TICKET.leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(TICKET.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(TICKET.COMPANY_ID))
                .leftJoin(REQUESTER)
                .on(REQUESTER.WORKSPACE_ID.eq(TICKET.WORKSPACE_ID))
                .and(REQUESTER.ID.eq(TICKET.PERSON_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(TICKET.WORKSPACE_ID))
                .and(OWNER.ID.eq(TICKET.OWNER_ID))
                .leftJoin(POLICY)
                .on(POLICY.WORKSPACE_ID.eq(TICKET.WORKSPACE_ID))
                .and(POLICY.ID.eq(TICKET.POLICY_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("subject", "status", "priority", "tier", "company", "person", "owner", "due_at", "opened_at");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("due_at");
    }

    @Override
    public String defaultSort() {
        return "-created_at";
    }

    /** None: whoever of the house a customer turns to has to know what was said to them. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Map<String, String> usual(Actor me) {
        return Map.of("status", "new", "priority", "normal", "tier", "1", "channel", "phone");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        TICKET.ID,
                        val(null, UUID.class),
                        TICKET.SUBJECT,
                        concatWs(" · ", TICKET.REFERENCE, coalesce(TICKET.REQUESTER_NAME, inline(""))),
                        function(
                                "fold",
                                String.class,
                                concatWs(
                                        " ",
                                        TICKET.SUBJECT,
                                        TICKET.REFERENCE,
                                        TICKET.REQUESTER_NAME,
                                        TICKET.REQUESTER_EMAIL,
                                        TICKET.EXTERNAL_ID)))
                .from(TICKET)
                .where(TICKET.ID.in(ids));
    }

    @Override
    public Set<String> searched() {
        return Set.of("subject", "external_id");
    }
}
