package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.COUNTRY;
import static io.diabolo.records.FieldKind.EMAIL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
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
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.FurtherConditions;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import io.diabolo.web.Ui;
import java.util.Collections;
import java.util.List;
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

/** Companies as lists, API, search and files see them. */
@Component
@Order(10)
class CompanyType implements RecordType {
    private static final io.diabolo.jooq.tables.Company PARENT = COMPANY.as("parent");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    /** A journey keeps these of its company, so that figures can be cut by them. */
    private static final Set<String> FACTS = Set.of("segment", "industry", "country");

    private final CompanyRules rules;
    private final Journeys journeys;
    private final FurtherConditions further;
    private final NafLabels naf;
    private final Workspaces workspaces;

    CompanyType(
            CompanyRules rules, Journeys journeys, FurtherConditions further, NafLabels naf, Workspaces workspaces) {
        this.further = further;
        this.naf = naf;
        this.workspaces = workspaces;
        this.rules = rules;
        this.journeys = journeys;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, COMPANY.NAME).sortedBy(COMPANY.NAME_KEY),
            RecordField.of("domain", TEXT, COMPANY.DOMAIN).under(REACH),
            RecordField.of("website", URL, COMPANY.WEBSITE).under(REACH),
            RecordField.of("email", EMAIL, COMPANY.EMAIL).under(REACH),
            RecordField.of("phone", PHONE, COMPANY.PHONE).under(REACH),
            RecordField.of("siren", TEXT, COMPANY.SIREN),
            RecordField.of("vat_number", TEXT, COMPANY.VAT_NUMBER).under(SELDOM),
            RecordField.of("naf", TEXT, COMPANY.NAF).under(SELDOM),
            RecordField.of("legal_form", TEXT, COMPANY.LEGAL_FORM).under(SELDOM),
            RecordField.of("industry", TEXT, COMPANY.INDUSTRY),
            RecordField.of("technologies", TEXT, COMPANY.TECHNOLOGIES),
            RecordField.of("headcount", INTEGER, COMPANY.HEADCOUNT),
            RecordField.money("turnover", COMPANY.TURNOVER_MINOR, COMPANY.CURRENCY),
            RecordField.choice("segment", COMPANY.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise")),
            RecordField.of("key_account", BOOLEAN, COMPANY.KEY_ACCOUNT).under(SELDOM),
            RecordField.of("street", TEXT, COMPANY.STREET).under(PLACE),
            RecordField.of("postcode", TEXT, COMPANY.POSTCODE).under(PLACE),
            RecordField.of("city", TEXT, COMPANY.CITY).under(PLACE),
            RecordField.of("region", TEXT, COMPANY.REGION).under(PLACE),
            RecordField.of("country", COUNTRY, COMPANY.COUNTRY).under(PLACE),
            RecordField.of("description", LONG_TEXT, COMPANY.DESCRIPTION).under(SELDOM),
            RecordField.reference("parent", "company", COMPANY.PARENT_ID, PARENT.NAME)
                    .under(SELDOM),
            RecordField.member("owner", COMPANY.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, COMPANY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(RecordField.Use.BULK),
            RecordField.computed("created_at", INSTANT, COMPANY.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, COMPANY.UPDATED_AT));

    @Override
    public String id() {
        return "company";
    }

    @Override
    public String plural() {
        return "companies";
    }

    @Override
    public Table<?> table() {
        return COMPANY;
    }

    @Override
    public Table<?> from() {
        return COMPANY.leftJoin(PARENT)
                .on(PARENT.WORKSPACE_ID.eq(COMPANY.WORKSPACE_ID))
                .and(PARENT.ID.eq(COMPANY.PARENT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(COMPANY.WORKSPACE_ID))
                .and(OWNER.ID.eq(COMPANY.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "segment", "industry", "city", "headcount", "owner", "created_at");
    }

    @Override
    public List<Field<?>> beside(RecordField field) {
        return field.name().equals("segment") ? List.of(COMPANY.SEGMENT_BASIS) : List.of();
    }

    @Override
    public @Nullable Condition special(String parameter, String value, Actor me) {
        var usual = RecordType.super.special(parameter, value, me);
        return usual == null ? further.of(this, parameter, value, me) : usual;
    }

    @Override
    public Condition alsoSeenBy(Actor me) {
        return further.alsoSeenBy(me, this).or(AcceptedLeads.of(COMPANY.ID, LEAD.COMPANY_ID, me));
    }

    @Override
    public String specialText(String parameter, String value, Ui ui) {
        return further.text(this, parameter, value, ui);
    }

    /** A code of the nomenclature says nothing by itself. */
    @Override
    public String shown(RecordField field, String value) {
        if (field.name().equals("naf")) {
            var label = naf.label(value);
            return label == null ? value : value + " " + label;
        }
        return field.kind() == PHONE
                ? PhoneNumbers.readable(value, workspaces.settings().country())
                : value;
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.apply(draft);
    }

    @Override
    public void written(Written written, Actor me) {
        if (!written.created() && !Collections.disjoint(written.changed(), FACTS)) {
            journeys.refresh(select(JOURNEY.ID).from(JOURNEY).where(JOURNEY.COMPANY_ID.in(written.ids())));
        }
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "domain", "email", "phone", "siren", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        COMPANY.ID,
                        COMPANY.OWNER_ID,
                        COMPANY.NAME,
                        concatWs(" · ", COMPANY.CITY, COMPANY.DOMAIN),
                        function(
                                "fold",
                                String.class,
                                concatWs(
                                        " ",
                                        COMPANY.NAME,
                                        COMPANY.DOMAIN,
                                        COMPANY.EMAIL,
                                        COMPANY.PHONE,
                                        COMPANY.SIREN,
                                        COMPANY.EXTERNAL_ID)))
                .from(COMPANY)
                .where(COMPANY.ID.in(ids));
    }
}
