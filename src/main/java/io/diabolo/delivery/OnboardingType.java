package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_TEMPLATE;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Onboardings as lists, API, search and files see them. One begins when a CSM takes a new customer over. */
@Component
@Order(48)
class OnboardingType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("onboarded");
    private static final io.diabolo.jooq.tables.Contract OF = CONTRACT.as("of_contract");
    private static final io.diabolo.jooq.tables.OnboardingTemplate BY = ONBOARDING_TEMPLATE.as("by_template");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final OnboardingRules rules;

    OnboardingType(OnboardingRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ONBOARDING.NAME).sortedBy(ONBOARDING.NAME_KEY),
            RecordField.choice("state", ONBOARDING.STATE, List.of("running", "live", "cancelled"))
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.reference("company", "company", ONBOARDING.COMPANY_ID, ACCOUNT.NAME)
                    .without(Use.BULK),
            RecordField.reference("contract", "contract", ONBOARDING.CONTRACT_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.choice("template", ONBOARDING.TEMPLATE, OnboardingTemplate.ids())
                    .without(Use.BULK),
            RecordField.reference("own_template", OnboardingTemplates.TYPE, ONBOARDING.OWN_TEMPLATE_ID, BY.NAME)
                    .without(Use.BULK),
            RecordField.of("signed_on", DATE, ONBOARDING.SIGNED_ON).without(Use.BULK),
            RecordField.of("go_live_on", DATE, ONBOARDING.GO_LIVE_ON).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("foreseen_on", DATE, ONBOARDING.FORESEEN_ON).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("live_on", DATE, ONBOARDING.LIVE_ON).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("first_value_on", DATE, ONBOARDING.FIRST_VALUE_ON).without(Use.BULK),
            RecordField.choice("language", ONBOARDING.LANGUAGE, List.of("fr", "en"))
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.member("owner", ONBOARDING.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ONBOARDING.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ONBOARDING.CREATED_AT));

    @Override
    public String id() {
        return "onboarding";
    }

    @Override
    public String plural() {
        return "onboardings";
    }

    @Override
    public Table<?> table() {
        return ONBOARDING;
    }

    @Override
    public Table<?> from() {
        return ONBOARDING
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(ONBOARDING.COMPANY_ID))
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                .and(OF.ID.eq(ONBOARDING.CONTRACT_ID))
                .leftJoin(BY)
                .on(BY.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                .and(BY.ID.eq(ONBOARDING.OWN_TEMPLATE_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                .and(OWNER.ID.eq(ONBOARDING.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "go_live_on", "foreseen_on", "live_on", "owner");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("foreseen_on");
    }

    @Override
    public Map<String, String> usual(Actor me) {
        return rules.usual();
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
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ONBOARDING.ID,
                        ONBOARDING.OWNER_ID,
                        ONBOARDING.NAME,
                        coalesce(ACCOUNT.NAME, inline("")),
                        function("fold", String.class, ONBOARDING.NAME))
                .from(ONBOARDING)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(ONBOARDING.COMPANY_ID))
                .where(ONBOARDING.ID.in(ids));
    }
}
