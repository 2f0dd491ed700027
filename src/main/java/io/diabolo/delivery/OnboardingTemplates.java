package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING_TEMPLATE;
import static io.diabolo.jooq.Tables.ONBOARDING_TEMPLATE_VERSION;

import io.diabolo.jooq.tables.records.OnboardingTemplateRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Templates of one's own and their steps. Each saving of steps is a version that is never changed again, so that a running
 * onboarding can be compared with that by which it began.
 */
@Service
class OnboardingTemplates {
    static final String TYPE = "onboarding_template";
    private static final Set<String> EDITORS = Set.of("csm", "ops", "salesops", "manager");
    private static final int FITTING = 200;
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    OnboardingTemplates(DSLContext sql, ChangeSets changeSets, Texts texts, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** The steps as they were saved once. */
    record Version(UUID id, int number, List<TemplateStep> steps, String by, Instant at) {}

    static boolean mayEdit(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(EDITORS::contains);
    }

    /** @throws NotAllowed for who doesn't deliver */
    static void edit(Actor me) {
        me.mayWrite();
        if (!mayEdit(me)) {
            throw new NotAllowed("onboarding-templates");
        }
    }

    /** Those of a template that comes with Diabolo, in both languages. */
    List<TemplateStep> builtIn(String kind) {
        var template = Objects.requireNonNull(OnboardingTemplate.named(kind));
        return template.steps().stream()
                .map(step -> {
                    var key = "onboarding.step." + template.id() + "." + step.id();
                    return new TemplateStep(
                            step.id(),
                            step.kind(),
                            step.side(),
                            step.role(),
                            step.days(),
                            null,
                            step.after(),
                            texts.text(Locale.FRENCH, key),
                            texts.text(Locale.ENGLISH, key),
                            false);
                })
                .toList();
    }

    /** The newest by default. @throws NoSuchRecord when there is none of this number */
    @Transactional(readOnly = true)
    public Version version(UUID template, @Nullable Integer number) {
        return versions(template).stream()
                .filter(one -> number == null || one.number() == number)
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("onboarding_template_version", template));
    }

    /** The newest on top. Reads the index onboarding_template_version_of. */
    @Transactional(readOnly = true)
    public List<Version> versions(UUID template) {
        return sql.select(
                        ONBOARDING_TEMPLATE_VERSION.ID,
                        ONBOARDING_TEMPLATE_VERSION.NUMBER,
                        ONBOARDING_TEMPLATE_VERSION.STEPS,
                        MEMBER.NAME,
                        ONBOARDING_TEMPLATE_VERSION.AT)
                .from(ONBOARDING_TEMPLATE_VERSION)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ONBOARDING_TEMPLATE_VERSION.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ONBOARDING_TEMPLATE_VERSION.MEMBER_ID))
                .where(ONBOARDING_TEMPLATE_VERSION.TEMPLATE_ID.eq(template))
                .orderBy(ONBOARDING_TEMPLATE_VERSION.NUMBER.desc())
                .limit(FITTING)
                .fetch(row -> new Version(
                        row.value1(),
                        row.value2(),
                        List.of(json.readValue(row.value3().data(), TemplateStep[].class)),
                        row.value4(),
                        row.value5().toInstant()));
    }

    /** By which steps the next onboarding of each template begins. */
    @Transactional(readOnly = true)
    public Map<UUID, List<TemplateStep>> steps() {
        return sql.select(ONBOARDING_TEMPLATE.ID, ONBOARDING_TEMPLATE_VERSION.STEPS)
                .from(ONBOARDING_TEMPLATE)
                .join(ONBOARDING_TEMPLATE_VERSION)
                .on(ONBOARDING_TEMPLATE_VERSION.WORKSPACE_ID.eq(ONBOARDING_TEMPLATE.WORKSPACE_ID))
                .and(ONBOARDING_TEMPLATE_VERSION.TEMPLATE_ID.eq(ONBOARDING_TEMPLATE.ID))
                .and(ONBOARDING_TEMPLATE_VERSION.NUMBER.eq(ONBOARDING_TEMPLATE.STEPS_VERSION))
                .where(ONBOARDING_TEMPLATE.DELETED_AT.isNull())
                .fetchMap(
                        row -> row.value1(),
                        row -> List.of(json.readValue(row.value2().data(), TemplateStep[].class)));
    }

    /** The first version of a new template, as part of the command that makes it: never without steps. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID template, List<TemplateStep> steps, UUID changeSet, Actor me) {
        insert(template, 1, TemplateCheck.checked(steps), changeSet, me);
        sql.update(ONBOARDING_TEMPLATE)
                .set(ONBOARDING_TEMPLATE.STEPS_VERSION, 1)
                .where(ONBOARDING_TEMPLATE.ID.eq(template))
                .execute();
    }

    private void insert(UUID template, int number, List<TemplateStep> steps, UUID changeSet, Actor me) {
        var id = sql.insertInto(ONBOARDING_TEMPLATE_VERSION)
                .set(ONBOARDING_TEMPLATE_VERSION.TEMPLATE_ID, template)
                .set(ONBOARDING_TEMPLATE_VERSION.NUMBER, number)
                .set(ONBOARDING_TEMPLATE_VERSION.STEPS, JSONB.valueOf(json.writeValueAsString(steps)))
                .set(ONBOARDING_TEMPLATE_VERSION.MEMBER_ID, me.member().value())
                .set(ONBOARDING_TEMPLATE_VERSION.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(ONBOARDING_TEMPLATE_VERSION.CREATED_IN, changeSet)
                .returningResult(ONBOARDING_TEMPLATE_VERSION.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "onboarding_template_version", id);
    }

    /**
     * From now on onboardings begin with these steps; those that run keep theirs.
     *
     * @param seen the version that was looked at; null takes what is there
     * @return null when nothing changed
     * @throws io.diabolo.platform.BadInput with all that is wrong
     * @throws StaleVersion when somebody saved others meanwhile
     */
    @Transactional
    public @Nullable UUID save(UUID template, List<TemplateStep> steps, @Nullable Integer seen, Actor me) {
        edit(me);
        var row = lock(template);
        if (seen != null && !seen.equals(row.getStepsVersion())) {
            throw new StaleVersion(seen, row.getStepsVersion());
        }
        var checked = TemplateCheck.checked(steps);
        if (version(template, row.getStepsVersion()).steps().equals(checked)) {
            return null;
        }
        var changeSet = changeSets.open(me, "onboarding_template.steps", row.getName());
        var next = newest(template) + 1;
        insert(template, next, checked, changeSet, me);
        sql.update(ONBOARDING_TEMPLATE)
                .set(ONBOARDING_TEMPLATE.STEPS_VERSION, next)
                .set(ONBOARDING_TEMPLATE.VERSION, ONBOARDING_TEMPLATE.VERSION.plus(1))
                .set(ONBOARDING_TEMPLATE.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(ONBOARDING_TEMPLATE.ID.eq(template))
                .execute();
        changeSets.updated(
                changeSet,
                TYPE,
                template,
                Map.of("steps_version", row.getStepsVersion()),
                Map.of("steps_version", next));
        return changeSet;
    }

    private int newest(UUID template) {
        return versions(template).getFirst().number();
    }

    private OnboardingTemplateRecord lock(UUID id) {
        return sql.selectFrom(ONBOARDING_TEMPLATE)
                .where(ONBOARDING_TEMPLATE.ID.eq(id))
                .and(ONBOARDING_TEMPLATE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(TYPE, id));
    }

    /** Null when it is gone. */
    @Transactional(readOnly = true)
    public @Nullable OnboardingTemplateRecord find(UUID id) {
        return sql.selectFrom(ONBOARDING_TEMPLATE)
                .where(ONBOARDING_TEMPLATE.ID.eq(id))
                .and(ONBOARDING_TEMPLATE.DELETED_AT.isNull())
                .fetchOne();
    }

    /**
     * The one by which what was signed is brought to use: that of its product before that of its kind, that of the
     * customer's segment before that of all; the oldest of those that fit alike. Null: the one that comes with Diabolo.
     * Reads the index onboarding_template_fitting.
     */
    @Transactional(readOnly = true)
    public @Nullable OnboardingTemplateRecord fitting(
            String kind, Collection<UUID> products, @Nullable String segment) {
        return sql
                .selectFrom(ONBOARDING_TEMPLATE)
                .where(ONBOARDING_TEMPLATE.KIND.eq(kind).or(ONBOARDING_TEMPLATE.PRODUCT_ID.in(products)))
                .and(ONBOARDING_TEMPLATE.STATE.eq("active"))
                .and(ONBOARDING_TEMPLATE.DELETED_AT.isNull())
                .orderBy(ONBOARDING_TEMPLATE.CREATED_AT, ONBOARDING_TEMPLATE.ID)
                .limit(FITTING)
                .stream()
                .filter(one -> one.getProductId() == null || products.contains(one.getProductId()))
                .filter(one -> one.getSegment() == null || one.getSegment().equals(segment))
                .min(Comparator.comparingInt(OnboardingTemplates::width))
                .orElse(null);
    }

    private static int width(OnboardingTemplateRecord one) {
        return (one.getProductId() == null ? 2 : 0) + (one.getSegment() == null ? 1 : 0);
    }
}
