package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.ONBOARDING_TEMPLATE_VERSION;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.util.HashMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A template from another: with its steps, its product and its segment, to be changed from there. */
@Service
class CopyTemplate {
    private static final int LONGEST = 200;
    private final DSLContext sql;
    private final OnboardingTemplates templates;
    private final OnboardingTemplateType type;
    private final Records records;
    private final ChangeSets changeSets;
    private final Texts texts;

    CopyTemplate(
            DSLContext sql,
            OnboardingTemplates templates,
            OnboardingTemplateType type,
            Records records,
            ChangeSets changeSets,
            Texts texts) {
        this.sql = sql;
        this.templates = templates;
        this.type = type;
        this.records = records;
        this.changeSets = changeSets;
        this.texts = texts;
    }

    /** @return the new one's id */
    @Transactional
    public UUID copy(UUID id, Actor me) {
        OnboardingTemplates.edit(me);
        var from = templates.find(id);
        if (from == null) {
            throw new NoSuchRecord(OnboardingTemplates.TYPE, id);
        }
        var name = texts.text(me.locale(), "onboarding.template.copy.name", from.getName());
        var changeSet = changeSets.open(me, "onboarding_template.created", name);
        var input = new HashMap<String, @Nullable Object>();
        input.put("name", name.substring(0, Math.min(LONGEST, name.length())));
        input.put("kind", from.getKind());
        input.put(
                "product",
                from.getProductId() == null ? null : from.getProductId().toString());
        input.put("segment", from.getSegment());
        // Two of one kind would both fit: the copy begins nothing until somebody says so.
        input.put("state", "retired");
        var made = records.createAlong(type, input, changeSet, me);
        var steps = sql.select(ONBOARDING_TEMPLATE_VERSION.STEPS)
                .from(ONBOARDING_TEMPLATE_VERSION)
                .where(ONBOARDING_TEMPLATE_VERSION.TEMPLATE_ID.eq(id))
                .and(ONBOARDING_TEMPLATE_VERSION.NUMBER.eq(from.getStepsVersion()))
                .fetchSingle()
                .value1();
        sql.update(ONBOARDING_TEMPLATE_VERSION)
                .set(ONBOARDING_TEMPLATE_VERSION.STEPS, steps)
                .where(ONBOARDING_TEMPLATE_VERSION.TEMPLATE_ID.eq(made))
                .execute();
        return made;
    }
}
