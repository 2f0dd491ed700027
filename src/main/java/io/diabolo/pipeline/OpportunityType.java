package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.CHOICE;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.COURSE;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.select;

import io.diabolo.directory.Companies;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.FurtherConditions;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import io.diabolo.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Opportunities as lists, API, search and files see them. */
@Component
@Order(40)
class OpportunityType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Person CONTACT = PERSON.as("contact");
    private static final io.diabolo.jooq.tables.Lead ORIGIN = LEAD.as("origin");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final List<String> STAGES =
            Arrays.stream(Stage.values()).map(Stage::id).toList();

    private final OpportunityRules rules;
    private final Companies companies;
    private final Pipelines pipelines;
    private final Reasons reasons;
    private final FurtherConditions further;

    OpportunityType(
            OpportunityRules rules,
            Companies companies,
            Pipelines pipelines,
            Reasons reasons,
            FurtherConditions further) {
        this.rules = rules;
        this.companies = companies;
        this.pipelines = pipelines;
        this.reasons = reasons;
        this.further = further;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, OPPORTUNITY.NAME).sortedBy(OPPORTUNITY.NAME_KEY),
            RecordField.reference("company", "company", OPPORTUNITY.COMPANY_ID, ACCOUNT.NAME),
            RecordField.reference("person", "person", OPPORTUNITY.PERSON_ID, CONTACT.NAME)
                    .without(Use.BULK),
            RecordField.reference("lead", "lead", OPPORTUNITY.LEAD_ID, ORIGIN.NAME)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.choice("type", OPPORTUNITY.TYPE, List.of("new_business", "renewal", "upsell", "cross_sell")),
            RecordField.of("pipeline", TEXT, OPPORTUNITY.PIPELINE).suggesting(BuiltInPipelines.KEYS),
            // Accepted when the opportunity is created; moves change it afterwards.
            RecordField.choice("stage", OPPORTUNITY.STAGE, STAGES).under(COURSE).without(Use.STORED, Use.BULK),
            RecordField.of("sub_stage", TEXT, OPPORTUNITY.SUB_STAGE).under(COURSE),
            RecordField.computed("stage_on", DATE, OPPORTUNITY.STAGE_ON),
            RecordField.money("amount", OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY)
                    .under(AMOUNTS)
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.money("one_off_amount", OPPORTUNITY.ONE_OFF_MINOR, OPPORTUNITY.CURRENCY)
                    .under(AMOUNTS),
            RecordField.money("recurring_amount", OPPORTUNITY.RECURRING_MINOR, OPPORTUNITY.CURRENCY)
                    .under(AMOUNTS),
            RecordField.choice("recurring_period", OPPORTUNITY.RECURRING_PERIOD, List.of("month", "quarter", "year"))
                    .under(AMOUNTS),
            RecordField.of("term_months", INTEGER, OPPORTUNITY.TERM_MONTHS).under(AMOUNTS),
            RecordField.of("close_date", DATE, OPPORTUNITY.CLOSE_DATE).under(COURSE),
            RecordField.choice(
                            "forecast_category",
                            OPPORTUNITY.FORECAST_CATEGORY,
                            List.of("omitted", "pipeline", "best_case", "commit", "closed"))
                    .under(COURSE),
            RecordField.of("next_step", TEXT, OPPORTUNITY.NEXT_STEP).under(COURSE),
            RecordField.of("next_step_on", DATE, OPPORTUNITY.NEXT_STEP_ON).under(COURSE),
            RecordField.choice("channel", OPPORTUNITY.CHANNEL, List.of("inbound", "outbound", "unknown"))
                    .under(COURSE),
            RecordField.of("source", TEXT, OPPORTUNITY.SOURCE).under(COURSE),
            RecordField.of("reason", TEXT, OPPORTUNITY.REASON)
                    .suggesting(BuiltInReasons.OF_DEALS)
                    .under(SELDOM),
            RecordField.of("competitor", TEXT, OPPORTUNITY.COMPETITOR).under(SELDOM),
            RecordField.of("lesson", LONG_TEXT, OPPORTUNITY.LESSON).under(SELDOM),
            RecordField.computed("cycle", CHOICE, OPPORTUNITY.CYCLE).suggesting(CycleLengths.LENGTHS),
            RecordField.computed("beyond_cycle", BOOLEAN, CycleLengths.BEYOND),
            RecordField.member("owner", OPPORTUNITY.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, OPPORTUNITY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, OPPORTUNITY.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, OPPORTUNITY.UPDATED_AT));

    @Override
    public String id() {
        return "opportunity";
    }

    @Override
    public String plural() {
        return "opportunities";
    }

    @Override
    public Table<?> table() {
        return OPPORTUNITY;
    }

    @Override
    public Table<?> from() {
        return OPPORTUNITY
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(OPPORTUNITY.COMPANY_ID))
                .leftJoin(CONTACT)
                .on(CONTACT.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(CONTACT.ID.eq(OPPORTUNITY.PERSON_ID))
                .leftJoin(ORIGIN)
                .on(ORIGIN.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(ORIGIN.ID.eq(OPPORTUNITY.LEAD_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(OWNER.ID.eq(OPPORTUNITY.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "stage", "amount", "close_date", "forecast_category", "owner");
    }

    @Override
    public String board() {
        return Board.PATH;
    }

    @Override
    public @Nullable Condition special(String parameter, String value, Actor me) {
        var usual = RecordType.super.special(parameter, value, me);
        return usual == null ? further.of(this, parameter, value, me) : usual;
    }

    @Override
    public String specialText(String parameter, String value, Ui ui) {
        return further.text(this, parameter, value, ui);
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
    public Condition alsoSeenBy(Actor me) {
        return DealTeam.of(OPPORTUNITY.ID, me)
                .or(DealsHandedOver.to(me, OPPORTUNITY.ID))
                .or(further.alsoSeenBy(me, this));
    }

    /** A pipeline that the workspace wrote is called as the workspace calls it, in whatever language. */
    @Override
    public String shown(RecordField field, String value) {
        return field.name().equals("pipeline") ? pipelines.ownName(value) : value;
    }

    @Override
    public String shown(RecordField field, String value, Locale locale) {
        return field.name().equals("reason") ? reasons.ofDeal(value, locale) : shown(field, value);
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.apply(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        OPPORTUNITY.ID,
                        OPPORTUNITY.OWNER_ID,
                        OPPORTUNITY.NAME,
                        concatWs(" · ", ACCOUNT.NAME, CONTACT.NAME),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", OPPORTUNITY.NAME, ACCOUNT.NAME, CONTACT.NAME, OPPORTUNITY.EXTERNAL_ID)))
                .from(OPPORTUNITY)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(OPPORTUNITY.COMPANY_ID))
                .leftJoin(CONTACT)
                .on(CONTACT.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(CONTACT.ID.eq(OPPORTUNITY.PERSON_ID))
                .where(OPPORTUNITY.ID.in(ids));
    }
}
