package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING_TEMPLATE;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.TEXT;
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
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Templates of onboardings as a list. A new one begins with the steps of the kind that comes with Diabolo. */
@Component
@Order(82)
class OnboardingTemplateType implements RecordType {
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final io.diabolo.jooq.tables.Product OF = PRODUCT.as("of_product");
    private final OnboardingTemplates templates;

    OnboardingTemplateType(OnboardingTemplates templates) {
        this.templates = templates;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ONBOARDING_TEMPLATE.NAME).sortedBy(ONBOARDING_TEMPLATE.NAME_KEY),
            RecordField.choice("kind", ONBOARDING_TEMPLATE.KIND, OnboardingTemplate.ids()),
            RecordField.reference("product", "product", ONBOARDING_TEMPLATE.PRODUCT_ID, OF.NAME),
            RecordField.choice("segment", ONBOARDING_TEMPLATE.SEGMENT, SEGMENTS),
            RecordField.choice("state", ONBOARDING_TEMPLATE.STATE, List.of("active", "retired")),
            RecordField.of("steps_version", INTEGER, ONBOARDING_TEMPLATE.STEPS_VERSION)
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.member("owner", ONBOARDING_TEMPLATE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ONBOARDING_TEMPLATE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ONBOARDING_TEMPLATE.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, ONBOARDING_TEMPLATE.UPDATED_AT));

    @Override
    public String id() {
        return OnboardingTemplates.TYPE;
    }

    @Override
    public String plural() {
        return "onboarding-templates";
    }

    @Override
    public Table<?> table() {
        return ONBOARDING_TEMPLATE;
    }

    @Override
    public Table<?> from() {
        return ONBOARDING_TEMPLATE
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ONBOARDING_TEMPLATE.WORKSPACE_ID))
                .and(OF.ID.eq(ONBOARDING_TEMPLATE.PRODUCT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ONBOARDING_TEMPLATE.WORKSPACE_ID))
                .and(OWNER.ID.eq(ONBOARDING_TEMPLATE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "product", "segment", "state", "steps_version", "updated_at");
    }

    /** None: all who deliver begin with them. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Map<String, String> usual(Actor me) {
        return Map.of("kind", "software", "state", "active");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ONBOARDING_TEMPLATE.ID,
                        val(null, UUID.class),
                        ONBOARDING_TEMPLATE.NAME,
                        coalesce(OF.NAME, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", ONBOARDING_TEMPLATE.NAME, ONBOARDING_TEMPLATE.EXTERNAL_ID)))
                .from(ONBOARDING_TEMPLATE)
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ONBOARDING_TEMPLATE.WORKSPACE_ID))
                .and(OF.ID.eq(ONBOARDING_TEMPLATE.PRODUCT_ID))
                .where(ONBOARDING_TEMPLATE.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        OnboardingTemplates.edit(me);
        if (draft.text("name") == null) {
            draft.fault("name", "onboarding.template.fault.name");
        }
        if (draft.value("kind") == null && (draft.isNew() || draft.gives("kind"))) {
            draft.set("kind", "software");
        }
        if (draft.value("state") == null && (draft.isNew() || draft.gives("state"))) {
            draft.set("state", "active");
        }
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.isNew()) {
            draft.extra("kind", draft.value("kind"));
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        OnboardingTemplates.edit(me);
        if (written.created()) {
            templates.begin(
                    written.id(),
                    templates.builtIn(String.valueOf(
                            Objects.requireNonNull(written.extras().get("kind")))),
                    written.changeSet(),
                    me);
        }
    }
}
