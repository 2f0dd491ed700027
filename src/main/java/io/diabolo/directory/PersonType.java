package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.COUNTRY;
import static io.diabolo.records.FieldKind.EMAIL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.PHONE;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FieldKind.URL;
import static io.diabolo.records.FormPart.PLACE;
import static io.diabolo.records.FormPart.REACH;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.select;

import io.diabolo.journey.AcceptedLeads;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.FurtherConditions;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** People as lists, API, search and files see them. */
@Component
@Order(20)
class PersonType implements RecordType {
    private static final io.diabolo.jooq.tables.Company EMPLOYER = COMPANY.as("employer");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private static final List<String> BASES =
            List.of("unknown", "legitimate_interest", "consent", "contract", "legal_obligation", "objected");

    private final PersonRules rules;
    private final Companies companies;
    private final KeepObjections keepObjections;
    private final FurtherConditions further;

    private final Workspaces workspaces;

    PersonType(
            PersonRules rules,
            Companies companies,
            KeepObjections keepObjections,
            FurtherConditions further,
            Workspaces workspaces) {
        this.workspaces = workspaces;
        this.further = further;
        this.rules = rules;
        this.keepObjections = keepObjections;
        this.companies = companies;
    }

    private static final Set<String> PLAIN = Set.of("title", "seniority", "language", "city");

    private final List<RecordField> fields = List.of(
            RecordField.computed("name", TEXT, PERSON.NAME).sortedBy(PERSON.NAME_KEY),
            RecordField.of("first_name", TEXT, PERSON.FIRST_NAME).without(Use.BULK),
            RecordField.of("last_name", TEXT, PERSON.LAST_NAME).without(Use.BULK),
            RecordField.of("title", TEXT, PERSON.TITLE),
            RecordField.reference("company", "company", PERSON.COMPANY_ID, EMPLOYER.NAME),
            RecordField.of("email", EMAIL, PERSON.EMAIL).under(REACH).without(Use.BULK),
            RecordField.of("phone", PHONE, PERSON.PHONE).under(REACH),
            RecordField.of("mobile", PHONE, PERSON.MOBILE).under(REACH).without(Use.BULK),
            RecordField.of("seniority", TEXT, PERSON.SENIORITY)
                    .suggesting(List.of("executive", "director", "manager", "contributor")),
            RecordField.of("linkedin", URL, PERSON.LINKEDIN).under(REACH).without(Use.BULK),
            RecordField.of("language", TEXT, PERSON.LANGUAGE)
                    .under(SELDOM)
                    .suggesting(List.of("fr", "en", "de", "es", "it", "nl")),
            RecordField.of("city", TEXT, PERSON.CITY).under(PLACE),
            RecordField.of("country", COUNTRY, PERSON.COUNTRY).under(PLACE),
            RecordField.choice(
                            "consent",
                            PERSON.CONSENT,
                            List.of("unknown", "legitimate_interest", "opted_in", "opted_out"))
                    .under(SELDOM),
            RecordField.of("data_source", TEXT, PERSON.DATA_SOURCE).under(SELDOM),
            RecordField.of("consumer", BOOLEAN, PERSON.CONSUMER).under(SELDOM),
            RecordField.choice("email_basis", PERSON.EMAIL_BASIS, BASES).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.choice("phone_basis", PERSON.PHONE_BASIS, BASES).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.computed("consent_at", INSTANT, PERSON.CONSENT_AT),
            RecordField.member("owner", PERSON.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, PERSON.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, PERSON.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, PERSON.UPDATED_AT));

    @Override
    public String id() {
        return "person";
    }

    @Override
    public String plural() {
        return "people";
    }

    @Override
    public Table<?> table() {
        return PERSON;
    }

    @Override
    public Table<?> from() {
        return PERSON.leftJoin(EMPLOYER)
                .on(EMPLOYER.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(EMPLOYER.ID.eq(PERSON.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(OWNER.ID.eq(PERSON.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "title", "email", "phone", "owner", "created_at");
    }

    @Override
    public boolean isPlain(RecordField field) {
        return PLAIN.contains(field.name()) || RecordType.super.isPlain(field);
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
    public List<Field<?>> beside(RecordField field) {
        return field.name().equals("consent") ? List.of(PERSON.CONSENT_SOURCE, PERSON.CONSENT_AT) : List.of();
    }

    /** Who objected once objected, under whichever record it was noted. */
    @Override
    public boolean prevails(RecordField field, Object value) {
        return field.name().equals("consent") && value.equals("opted_out");
    }

    @Override
    public Map<Field<?>, @Nullable Object> imposed(UUID survivor, List<UUID> losers, UUID changeSet) {
        return keepObjections.imposed(survivor, losers, changeSet);
    }

    @Override
    public @Nullable Condition special(String parameter, String value, Actor me) {
        var usual = RecordType.super.special(parameter, value, me);
        return usual == null ? further.of(this, parameter, value, me) : usual;
    }

    @Override
    public Condition alsoSeenBy(Actor me) {
        return further.alsoSeenBy(me, this).or(AcceptedLeads.of(PERSON.ID, LEAD.PERSON_ID, me));
    }

    @Override
    public String specialText(String parameter, String value, Ui ui) {
        return further.text(this, parameter, value, ui);
    }

    @Override
    public String shown(RecordField field, String value) {
        return field.kind() == PHONE
                ? PhoneNumbers.readable(value, workspaces.settings().country())
                : value;
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.apply(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written);
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "email", "phone", "mobile", "title", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        PERSON.ID,
                        PERSON.OWNER_ID,
                        PERSON.NAME,
                        concatWs(" · ", PERSON.TITLE, EMPLOYER.NAME),
                        function(
                                "fold",
                                String.class,
                                concatWs(
                                        " ",
                                        PERSON.NAME,
                                        PERSON.EMAIL,
                                        PERSON.PHONE,
                                        PERSON.MOBILE,
                                        PERSON.TITLE,
                                        EMPLOYER.NAME,
                                        PERSON.EXTERNAL_ID)))
                .from(PERSON)
                .leftJoin(EMPLOYER)
                .on(EMPLOYER.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(EMPLOYER.ID.eq(PERSON.COMPANY_ID))
                .where(PERSON.ID.in(ids));
    }
}
