package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.EMAIL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.PHONE;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.COURSE;
import static io.diabolo.records.FormPart.REACH;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.select;

import io.diabolo.directory.Companies;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.journey.AcceptedLeads;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Leads as lists, API, search and files see them. */
@Component
@Order(30)
class LeadType implements RecordType {
    private static final io.diabolo.jooq.tables.Person CONTACT = PERSON.as("contact");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final Set<String> PLAIN = Set.of("source", "campaign", "reason");
    private static final List<String> STAGES =
            Arrays.stream(Stage.values()).map(Stage::id).toList();

    private final LeadRules rules;
    private final ResponseClocks responses;
    private final Companies companies;
    private final Workspaces workspaces;

    LeadType(LeadRules rules, ResponseClocks responses, Companies companies, Workspaces workspaces) {
        this.rules = rules;
        this.responses = responses;
        this.companies = companies;
        this.workspaces = workspaces;
    }

    private final List<RecordField> fields = List.of(
            RecordField.computed("name", TEXT, LEAD.NAME).sortedBy(LEAD.NAME_KEY),
            RecordField.reference("company", "company", LEAD.COMPANY_ID, ACCOUNT.NAME),
            RecordField.reference("person", "person", LEAD.PERSON_ID, CONTACT.NAME)
                    .without(Use.BULK),
            // The person's own: written through the lead, they are kept with the person.
            RecordField.of("first_name", TEXT, CONTACT.FIRST_NAME).without(Use.STORED, Use.BULK),
            RecordField.of("last_name", TEXT, CONTACT.LAST_NAME).without(Use.STORED, Use.BULK),
            RecordField.of("email", EMAIL, CONTACT.EMAIL).under(REACH).without(Use.STORED, Use.BULK),
            RecordField.of("phone", PHONE, CONTACT.PHONE).under(REACH).without(Use.STORED, Use.BULK),
            RecordField.of("title", TEXT, CONTACT.TITLE).without(Use.STORED, Use.BULK),
            // Accepted when the lead is created; moves change it afterwards.
            RecordField.choice("stage", LEAD.STAGE, STAGES).under(COURSE).without(Use.STORED, Use.BULK),
            RecordField.computed("stage_on", DATE, LEAD.STAGE_ON),
            RecordField.choice(
                            "status", LEAD.STATUS, List.of("new", "working", "nurturing", "qualified", "disqualified"))
                    .under(COURSE),
            RecordField.computed("respond_by", INSTANT, ResponseClocks.dueAt()).only(Use.COLUMN),
            RecordField.choice("channel", LEAD.CHANNEL, List.of("inbound", "outbound", "unknown"))
                    .under(COURSE),
            RecordField.of("source", TEXT, LEAD.SOURCE).under(COURSE),
            RecordField.of("campaign", TEXT, LEAD.CAMPAIGN).under(SELDOM),
            RecordField.of("score", INTEGER, LEAD.SCORE).under(SELDOM),
            // An expression and no column of the record, so that no rule can decide by it.
            RecordField.computed("predicted", INTEGER, LEAD.PREDICTED.coerce(Integer.class)),
            RecordField.of("reason", TEXT, LEAD.REASON).under(SELDOM),
            RecordField.member("owner", LEAD.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, LEAD.EXTERNAL_ID).under(SELDOM).without(Use.BULK),
            RecordField.computed("created_at", INSTANT, LEAD.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, LEAD.UPDATED_AT));

    @Override
    public String id() {
        return "lead";
    }

    @Override
    public String plural() {
        return "leads";
    }

    @Override
    public Table<?> table() {
        return LEAD;
    }

    @Override
    public Table<?> from() {
        return LEAD.leftJoin(CONTACT)
                .on(CONTACT.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(CONTACT.ID.eq(LEAD.PERSON_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(LEAD.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(OWNER.ID.eq(LEAD.OWNER_ID));
    }

    /** Their journeys follow them, all at once too. */
    @Override
    public boolean isPlain(RecordField field) {
        return PLAIN.contains(field.name()) || RecordType.super.isPlain(field);
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "status", "score", "respond_by", "channel", "source", "owner", "created_at");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("respond_by");
    }

    @Override
    public boolean createsReference(RecordField field) {
        return field.name().equals("company");
    }

    @Override
    public UUID createReference(RecordField field, String name, Draft draft, Actor me) {
        return companies.named(name, draft, me);
    }

    @Override
    public String shown(RecordField field, String value) {
        return field.kind() == PHONE
                ? PhoneNumbers.readable(value, workspaces.settings().country())
                : value;
    }

    @Override
    public Condition alsoSeenBy(Actor me) {
        return AcceptedLeads.of(LEAD.ID, me);
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.apply(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
        responses.written(written, me);
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        LEAD.ID,
                        LEAD.OWNER_ID,
                        LEAD.NAME,
                        concatWs(" · ", ACCOUNT.NAME, LEAD.SOURCE),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", LEAD.NAME, CONTACT.EMAIL, ACCOUNT.NAME, LEAD.EXTERNAL_ID)))
                .from(LEAD)
                .leftJoin(CONTACT)
                .on(CONTACT.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(CONTACT.ID.eq(LEAD.PERSON_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(LEAD.COMPANY_ID))
                .where(LEAD.ID.in(ids));
    }
}
