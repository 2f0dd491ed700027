package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Meetings as lists, API, search and pages see them. Its time is changed by moving it, what came of it by saying so. */
@Component
@Order(55)
class MeetingType implements RecordType {
    static final List<String> STATES = List.of("booked", "held", "missed", "cancelled");
    private static final io.diabolo.jooq.tables.Person GUEST = PERSON.as("guest");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("met_company");
    private static final io.diabolo.jooq.tables.Lead OF_LEAD = LEAD.as("met_lead");
    private static final io.diabolo.jooq.tables.Opportunity OF_OPPORTUNITY = OPPORTUNITY.as("met_opportunity");
    private static final io.diabolo.jooq.tables.Member HOST = MEMBER.as("host");
    private static final io.diabolo.jooq.tables.Member BOOKER = MEMBER.as("booker");

    private final MeetingRules rules;
    private final MeetingTraces traces;

    MeetingType(MeetingRules rules, MeetingTraces traces) {
        this.rules = rules;
        this.traces = traces;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("subject", TEXT, MEETING.SUBJECT).without(Use.BULK),
            RecordField.choice("kind", MEETING.KIND, MeetingKind.ids()).without(Use.BULK),
            RecordField.choice("state", MEETING.STATE, STATES).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("starts_at", INSTANT, MEETING.STARTS_AT).without(Use.BULK),
            RecordField.of("ends_at", INSTANT, MEETING.ENDS_AT).without(Use.BULK),
            RecordField.member("owner", MEETING.OWNER_ID, HOST.NAME).without(Use.BULK),
            RecordField.reference("person", "person", MEETING.PERSON_ID, GUEST.NAME)
                    .without(Use.BULK),
            RecordField.reference("company", "company", MEETING.COMPANY_ID, ACCOUNT.NAME)
                    .without(Use.BULK),
            RecordField.reference("lead", "lead", MEETING.LEAD_ID, OF_LEAD.NAME).without(Use.BULK),
            RecordField.reference("opportunity", "opportunity", MEETING.OPPORTUNITY_ID, OF_OPPORTUNITY.NAME)
                    .without(Use.BULK),
            RecordField.of("place", TEXT, MEETING.PLACE).without(Use.BULK),
            RecordField.of("notes", LONG_TEXT, MEETING.NOTES).without(Use.BULK),
            RecordField.computed("said", LONG_TEXT, MEETING.SAID),
            RecordField.member("booked_by", MEETING.BOOKED_BY, BOOKER.NAME).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("external_id", TEXT, MEETING.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, MEETING.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, MEETING.UPDATED_AT));

    @Override
    public String id() {
        return "meeting";
    }

    @Override
    public String plural() {
        return "meetings";
    }

    @Override
    public Table<?> table() {
        return MEETING;
    }

    @Override
    public Table<?> from() {
        return MEETING.leftJoin(GUEST)
                .on(GUEST.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(GUEST.ID.eq(MEETING.PERSON_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(MEETING.COMPANY_ID))
                .leftJoin(OF_LEAD)
                .on(OF_LEAD.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(OF_LEAD.ID.eq(MEETING.LEAD_ID))
                .leftJoin(OF_OPPORTUNITY)
                .on(OF_OPPORTUNITY.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(OF_OPPORTUNITY.ID.eq(MEETING.OPPORTUNITY_ID))
                .leftJoin(HOST)
                .on(HOST.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(HOST.ID.eq(MEETING.OWNER_ID))
                .leftJoin(BOOKER)
                .on(BOOKER.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(BOOKER.ID.eq(MEETING.BOOKED_BY));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("subject", "starts_at", "state", "kind", "person", "company", "booked_by", "owner");
    }

    @Override
    public String defaultSort() {
        return "-starts_at";
    }

    /** Who holds it, and who booked it. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(MEETING.OWNER_ID, MEETING.BOOKED_BY);
    }

    @Override
    public boolean isPlain(RecordField field) {
        return false;
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.apply(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        traces.written(written, me);
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        MEETING.ID,
                        MEETING.OWNER_ID,
                        MEETING.SUBJECT,
                        concatWs(" · ", ACCOUNT.NAME, GUEST.NAME),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", MEETING.SUBJECT, GUEST.NAME, ACCOUNT.NAME, MEETING.EXTERNAL_ID)))
                .from(MEETING)
                .leftJoin(GUEST)
                .on(GUEST.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(GUEST.ID.eq(MEETING.PERSON_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(MEETING.COMPANY_ID))
                .where(MEETING.ID.in(ids));
    }
}
