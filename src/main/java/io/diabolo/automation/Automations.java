package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_MATCH;
import static io.diabolo.jooq.Tables.AUTOMATION_VERSION;
import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Automations: written, kept in versions, switched on and off. Whoever saves one becomes its keeper, so that nobody borrows rights. */
@Service
class Automations {
    static final int MOST = 200;
    private static final String KIND = "automation";
    private final DSLContext sql;
    private final PlanCheck check;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final JsonMapper json;
    private final Clock clock;

    Automations(
            DSLContext sql,
            PlanCheck check,
            ChangeSets changeSets,
            Workspaces workspaces,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.check = check;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.json = json;
        this.clock = clock;
    }

    /** One plan that an automation had. */
    record Version(int number, String name, Plan plan, String member, Instant at) {}

    /** By name. */
    @Transactional(readOnly = true)
    public List<Automation> all(Actor me) {
        AutomationRights.read(me);
        return found(DSL.noCondition());
    }

    /** By name, for who has looked already whether they may be seen. */
    @Transactional(readOnly = true)
    public List<Automation> plans() {
        return found(DSL.noCondition());
    }

    /** Those that act, of one way to begin. */
    @Transactional(readOnly = true)
    public List<Automation> on(Condition which) {
        return found(AUTOMATION.STATE.eq("on").and(which));
    }

    private List<Automation> found(Condition which) {
        return sql.select(AUTOMATION.asterisk(), MEMBER.NAME)
                .from(AUTOMATION)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(AUTOMATION.WORKSPACE_ID))
                .and(MEMBER.ID.eq(AUTOMATION.KEEPER_ID))
                .where(AUTOMATION.DELETED_AT.isNull())
                .and(which)
                .orderBy(AUTOMATION.NAME_KEY, AUTOMATION.ID)
                .limit(MOST)
                .fetch(this::automation);
    }

    private Automation automation(Record row) {
        var one = row.into(AUTOMATION);
        return new Automation(
                one.getId(),
                one.getName(),
                one.getState(),
                one.getNumber(),
                json.readValue(one.getPlan().data(), Plan.class),
                new MemberId(one.getKeeperId()),
                java.util.Objects.requireNonNullElse(row.get(MEMBER.NAME), ""),
                one.getTrouble(),
                instant(one.getOnSince()),
                instant(one.getNextAt()),
                one.getUpdatedAt().toInstant(),
                one.getVersion());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Automation get(UUID id, Actor me) {
        AutomationRights.read(me);
        return known(id);
    }

    /** For runs that go on after it was thrown away, too. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Automation known(UUID id) {
        return found(AUTOMATION.ID.eq(id)).stream().findFirst().orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    @Transactional(readOnly = true)
    public List<Version> versions(UUID id, Actor me) {
        get(id, me);
        return sql.select(AUTOMATION_VERSION.asterisk(), MEMBER.NAME)
                .from(AUTOMATION_VERSION)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(AUTOMATION_VERSION.WORKSPACE_ID))
                .and(MEMBER.ID.eq(AUTOMATION_VERSION.MEMBER_ID))
                .where(AUTOMATION_VERSION.AUTOMATION_ID.eq(id))
                .orderBy(AUTOMATION_VERSION.NUMBER.desc())
                .limit(50)
                .fetch(row -> new Version(
                        row.get(AUTOMATION_VERSION.NUMBER),
                        row.get(AUTOMATION_VERSION.NAME),
                        json.readValue(row.get(AUTOMATION_VERSION.PLAN).data(), Plan.class),
                        row.get(MEMBER.NAME),
                        row.get(AUTOMATION_VERSION.AT).toInstant()));
    }

    /** @throws BadInput naming what is wrong */
    @Transactional
    public UUID create(String name, Plan plan, Actor me) {
        AutomationRights.write(me);
        check.refuse(name, plan, me);
        if (sql.fetchCount(AUTOMATION, AUTOMATION.DELETED_AT.isNull()) >= MOST) {
            throw new BadInput("name", "automation.fault.many", MOST);
        }
        var changeSet = changeSets.open(me, "automation.created", name.strip());
        var id = sql.insertInto(AUTOMATION)
                .set(AUTOMATION.NAME, name.strip())
                .set(AUTOMATION.RECORD_TYPE, plan.recordType())
                .set(AUTOMATION.BEGINS, plan.trigger().begins())
                .set(AUTOMATION.PLAN, jsonb(plan))
                .set(AUTOMATION.KEEPER_ID, me.member().value())
                .set(AUTOMATION.CREATED_IN, changeSet)
                .returningResult(AUTOMATION.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
        keep(id, 1, name, plan, me);
        return id;
    }

    private void keep(UUID id, int number, String name, Plan plan, Actor me) {
        sql.insertInto(AUTOMATION_VERSION)
                .set(AUTOMATION_VERSION.AUTOMATION_ID, id)
                .set(AUTOMATION_VERSION.NUMBER, number)
                .set(AUTOMATION_VERSION.NAME, name.strip())
                .set(AUTOMATION_VERSION.PLAN, jsonb(plan))
                .set(AUTOMATION_VERSION.MEMBER_ID, me.member().value())
                .set(AUTOMATION_VERSION.AT, now())
                .execute();
    }

    /**
     * Another plan; what it is about stays.
     *
     * @param version the one that was looked at; null takes what is there
     * @throws StaleVersion when someone changed it meanwhile
     */
    @Transactional
    public void save(UUID id, String name, Plan plan, @Nullable Integer version, Actor me) {
        AutomationRights.write(me);
        lock(id, version);
        var before = known(id);
        if (!before.plan().recordType().equals(plan.recordType())) {
            throw new BadInput("record_type", "automation.fault.type-stays");
        }
        check.refuse(name, plan, me);
        var changeSet = changeSets.open(me, "automation.updated", name.strip());
        var number = before.plan().equals(plan) ? before.number() : before.number() + 1;
        sql.update(AUTOMATION)
                .set(AUTOMATION.NAME, name.strip())
                .set(AUTOMATION.BEGINS, plan.trigger().begins())
                .set(AUTOMATION.PLAN, jsonb(plan))
                .set(AUTOMATION.KEEPER_ID, me.member().value())
                .set(AUTOMATION.NUMBER, number)
                .set(AUTOMATION.NEXT_AT, before.isOn() ? next(plan) : null)
                .set(AUTOMATION.VERSION, AUTOMATION.VERSION.plus(1))
                .set(AUTOMATION.UPDATED_AT, now())
                .where(AUTOMATION.ID.eq(id))
                .execute();
        if (number > before.number()) {
            keep(id, number, name, plan, me);
        }
        changeSets.updated(
                changeSet,
                KIND,
                id,
                Map.of("name", before.name(), "plan", before.plan()),
                Map.of("name", name.strip(), "plan", plan));
    }

    private void lock(UUID id, @Nullable Integer version) {
        var actual = sql.select(AUTOMATION.VERSION)
                .from(AUTOMATION)
                .where(AUTOMATION.ID.eq(id))
                .and(AUTOMATION.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional(AUTOMATION.VERSION)
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
        if (version != null && !version.equals(actual)) {
            throw new StaleVersion(version, actual);
        }
    }

    /** On or off. What happens from now on counts, nothing that was before. */
    @Transactional
    public void become(UUID id, boolean on, Actor me) {
        AutomationRights.write(me);
        lock(id, null);
        var before = known(id);
        if (before.isOn() == on) {
            return;
        }
        if (on) {
            check.refuse(before.name(), before.plan(), me);
        }
        var changeSet = changeSets.open(me, on ? "automation.on" : "automation.off", before.name());
        become(id, on ? "on" : "off", null, on ? next(before.plan()) : null);
        sql.update(AUTOMATION)
                // Switched on it acts for who did that, who may not borrow a colleague's rights.
                .set(
                        AUTOMATION.KEEPER_ID,
                        on ? me.member().value() : before.keeper().value())
                .set(AUTOMATION.ON_SINCE, on ? now() : null)
                .where(AUTOMATION.ID.eq(id))
                .execute();
        if (on) {
            sql.deleteFrom(AUTOMATION_MATCH)
                    .where(AUTOMATION_MATCH.AUTOMATION_ID.eq(id))
                    .execute();
        }
        changeSets.updated(changeSet, KIND, id, Map.of("state", before.state()), Map.of("state", on ? "on" : "off"));
    }

    /**
     * An undo has switched on again what the change set had switched off: what happens from now on counts. One whose plan
     * somebody wrote anew since stays off, for nobody has tried it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void switchedOnByUndo(UUID changeSet) {
        var again = changed(CHANGE.CHANGE_SET_ID.eq(changeSet));
        for (var one : on(AUTOMATION.ON_SINCE.isNull().and(AUTOMATION.ID.in(again)))) {
            var anew = sql.fetchExists(changed(CHANGE.RECORD_ID
                    .eq(one.id())
                    .and(CHANGE.CHANGE_SET_ID.gt(changeSet))
                    .and(condition("jsonb_exists({0}, 'plan')", CHANGE.AFTER))
                    .and(CHANGE.CHANGE_SET_ID.in(
                            select(CHANGE_SET.ID).from(CHANGE_SET).where(CHANGE_SET.VOIDED_AT.isNull())))));
            become(one.id(), anew ? "off" : "on", null, anew ? null : next(one.plan()));
            sql.update(AUTOMATION)
                    .set(AUTOMATION.ON_SINCE, anew ? null : now())
                    .set(AUTOMATION.BEGINS, one.plan().trigger().begins())
                    .where(AUTOMATION.ID.eq(one.id()))
                    .execute();
        }
    }

    private static SelectConditionStep<Record1<UUID>> changed(Condition which) {
        return select(CHANGE.RECORD_ID)
                .from(CHANGE)
                .where(CHANGE.RECORD_TYPE.eq(KIND))
                .and(which);
    }

    /**
     * By Diabolo, which says why.
     *
     * @param trouble text key
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(UUID id, String trouble) {
        become(id, "stopped", trouble, null);
    }

    private void become(UUID id, String state, @Nullable String trouble, @Nullable OffsetDateTime next) {
        sql.update(AUTOMATION)
                .set(AUTOMATION.STATE, state)
                .set(AUTOMATION.TROUBLE, trouble)
                .set(AUTOMATION.NEXT_AT, next)
                .set(AUTOMATION.VERSION, AUTOMATION.VERSION.plus(1))
                .set(AUTOMATION.UPDATED_AT, now())
                .where(AUTOMATION.ID.eq(id))
                .execute();
    }

    @Transactional
    public void delete(UUID id, Actor me) {
        AutomationRights.write(me);
        lock(id, null);
        var before = known(id);
        var changeSet = changeSets.open(me, "automation.deleted", before.name());
        become(id, "off", null, null);
        sql.update(AUTOMATION)
                .set(AUTOMATION.DELETED_AT, now())
                .where(AUTOMATION.ID.eq(id))
                .execute();
        changeSets.deleted(changeSet, KIND, id);
    }

    private @Nullable OffsetDateTime next(Plan plan) {
        var next = Rhythm.next(
                plan.trigger(), clock.instant(), workspaces.settings().zone());
        return next == null ? null : next.atOffset(ZoneOffset.UTC);
    }

    private JSONB jsonb(Plan plan) {
        return JSONB.valueOf(json.writeValueAsString(plan));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
