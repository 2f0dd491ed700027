package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEQUENCE;
import static io.diabolo.jooq.Tables.SEQUENCE_VERSION;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Sequences and their states. Everybody reads and uses them; their owner, sales operations and managers write them. */
@Service
public class Sequences {
    private static final String KIND = "sequence";
    private static final Set<String> EDITORS = Set.of("salesops", "manager");
    private static final int SHOWN = 500;
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final FollowState runs;
    private final Clock clock;

    Sequences(DSLContext sql, ChangeSets changeSets, JsonMapper json, FollowState runs, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.json = json;
        this.runs = runs;
        this.clock = clock;
    }

    /** By name, those in use first. Reads the index sequence_by_name. */
    @Transactional(readOnly = true)
    public List<Sequence> all() {
        return select(DSL.noCondition())
                .orderBy(
                        DSL.case_(SEQUENCE.STATE)
                                .when("active", 0)
                                .when("paused", 1)
                                .when("draft", 2)
                                .otherwise(3),
                        SEQUENCE.NAME_KEY,
                        SEQUENCE.ID)
                .limit(SHOWN)
                .fetch(this::sequence);
    }

    /** Those that take leads in. */
    @Transactional(readOnly = true)
    public List<Sequence> active() {
        return select(SEQUENCE.STATE.eq("active"))
                .orderBy(SEQUENCE.NAME_KEY, SEQUENCE.ID)
                .limit(SHOWN)
                .fetch(this::sequence);
    }

    /** @throws NoSuchRecord when there is no such sequence */
    @Transactional(readOnly = true)
    public Sequence find(UUID id) {
        return select(SEQUENCE.ID.eq(id)).fetchOptional(this::sequence).orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    private SelectConditionStep<Record> select(Condition which) {
        return sql.select(SEQUENCE.fields())
                .select(MEMBER.NAME, SEQUENCE_VERSION.STEPS)
                .from(SEQUENCE)
                .join(SEQUENCE_VERSION)
                .on(SEQUENCE_VERSION.WORKSPACE_ID.eq(SEQUENCE.WORKSPACE_ID))
                .and(SEQUENCE_VERSION.SEQUENCE_ID.eq(SEQUENCE.ID))
                .and(SEQUENCE_VERSION.NUMBER.eq(SEQUENCE.LATEST))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(SEQUENCE.WORKSPACE_ID))
                .and(MEMBER.ID.eq(SEQUENCE.OWNER_ID))
                .where(which);
    }

    private Sequence sequence(Record row) {
        return new Sequence(
                row.get(SEQUENCE.ID),
                row.get(SEQUENCE.NAME),
                SequenceState.named(row.get(SEQUENCE.STATE)).orElseThrow(),
                new MemberId(row.get(SEQUENCE.OWNER_ID)),
                row.get(MEMBER.NAME),
                row.get(SEQUENCE.WINDOW_FROM),
                row.get(SEQUENCE.WINDOW_TO),
                row.get(SEQUENCE.AWAY_DAYS),
                row.get(SEQUENCE.LATEST),
                steps(row.get(SEQUENCE_VERSION.STEPS)),
                row.get(SEQUENCE.VERSION),
                row.get(SEQUENCE.UPDATED_AT).toInstant());
    }

    private List<Step> steps(JSONB kept) {
        return List.of(json.readValue(kept.data(), Step[].class));
    }

    /** The steps as they stood in a version. */
    @Transactional(readOnly = true)
    public List<Step> steps(UUID id, int number) {
        return sql.select(SEQUENCE_VERSION.STEPS)
                .from(SEQUENCE_VERSION)
                .where(SEQUENCE_VERSION.SEQUENCE_ID.eq(id))
                .and(SEQUENCE_VERSION.NUMBER.eq(number))
                .fetchOptional(row -> steps(row.value1()))
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    /** A draft of one's own. @throws BadInput naming each fault */
    @Transactional
    public Sequence create(SequencePlan plan, Actor me) {
        me.mayWrite();
        CheckSteps.refuse(plan);
        var changeSet = changeSets.open(me, "sequence.created", plan.name().strip());
        var id = sql.insertInto(SEQUENCE)
                .set(SEQUENCE.NAME, plan.name().strip())
                .set(SEQUENCE.OWNER_ID, me.member().value())
                .set(SEQUENCE.WINDOW_FROM, (short) plan.windowFrom())
                .set(SEQUENCE.WINDOW_TO, (short) plan.windowTo())
                .set(SEQUENCE.AWAY_DAYS, (short) plan.awayDays())
                .set(SEQUENCE.LATEST, 1)
                .set(SEQUENCE.CREATED_AT, now())
                .set(SEQUENCE.UPDATED_AT, now())
                .set(SEQUENCE.CREATED_IN, changeSet)
                .returningResult(SEQUENCE.ID)
                .fetchSingle()
                .value1();
        keep(id, 1, plan.steps(), changeSet, me);
        changeSets.created(changeSet, KIND, id);
        return find(id);
    }

    /**
     * Writes it anew. Steps that changed make a new version: who is enrolled goes on with the one that they began with.
     *
     * @param version the one that was looked at; null takes what is there
     */
    @Transactional
    public Sequence save(UUID id, SequencePlan plan, @Nullable Integer version, Actor me) {
        var before = lock(id, version, me);
        CheckSteps.refuse(plan);
        if (before.isActive()) {
            CheckSteps.refuseIdle(plan.steps());
        }
        var changed = !before.steps().equals(plan.steps());
        var number = changed ? before.number() + 1 : before.number();
        var changeSet = changeSets.open(me, "sequence.updated", plan.name().strip());
        if (changed) {
            keep(id, number, plan.steps(), null, me);
        }
        sql.update(SEQUENCE)
                .set(SEQUENCE.NAME, plan.name().strip())
                .set(SEQUENCE.WINDOW_FROM, (short) plan.windowFrom())
                .set(SEQUENCE.WINDOW_TO, (short) plan.windowTo())
                .set(SEQUENCE.AWAY_DAYS, (short) plan.awayDays())
                .set(SEQUENCE.LATEST, number)
                .set(SEQUENCE.VERSION, SEQUENCE.VERSION.plus(1))
                .set(SEQUENCE.UPDATED_AT, now())
                .where(SEQUENCE.ID.eq(id))
                .execute();
        changeSets.updated(
                changeSet,
                KIND,
                id,
                Map.of("name", before.name(), "number", before.number()),
                Map.of("name", plan.name().strip(), "number", number));
        return find(id);
    }

    private void keep(UUID id, int number, List<Step> steps, @Nullable UUID createdIn, Actor me) {
        sql.insertInto(SEQUENCE_VERSION)
                .set(SEQUENCE_VERSION.SEQUENCE_ID, id)
                .set(SEQUENCE_VERSION.NUMBER, number)
                .set(SEQUENCE_VERSION.STEPS, JSONB.valueOf(json.writeValueAsString(steps)))
                .set(SEQUENCE_VERSION.MEMBER_ID, me.member().value())
                .set(SEQUENCE_VERSION.AT, now())
                .set(SEQUENCE_VERSION.CREATED_IN, createdIn)
                .execute();
    }

    private Sequence lock(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        sql.select(SEQUENCE.ID)
                .from(SEQUENCE)
                .where(SEQUENCE.ID.eq(id))
                .forUpdate()
                .fetch();
        var found = find(id);
        if (!mayEdit(found, me)) {
            throw new NotAllowed("sequences");
        }
        if (version != null && version != found.version()) {
            throw new StaleVersion(version, found.version());
        }
        return found;
    }

    /** Whether {@code me} may have others' mailboxes write. */
    static boolean maySendForOthers(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(EDITORS::contains);
    }

    /** Whether {@code me} may write it. */
    public static boolean mayEdit(Sequence sequence, Actor me) {
        return sequence.owner().equals(me.member()) || maySendForOthers(me);
    }

    /**
     * Begins, pauses or puts it away. All its runs stand still at once while it is paused, and go on from where they were;
     * with an archived one they end.
     *
     * @throws BadInput when it can't become that, or has nothing to do
     */
    @Transactional
    public Sequence become(UUID id, SequenceState next, Actor me) {
        var before = lock(id, null, me);
        if (before.state() == next) {
            return before;
        }
        if (!before.state().canBecome(next)) {
            throw new BadInput("state", "sequence.fault.state");
        }
        if (next == SequenceState.ACTIVE) {
            CheckSteps.refuseIdle(before.steps());
        }
        var changeSet = changeSets.open(me, "sequence.updated", before.name());
        sql.update(SEQUENCE)
                .set(SEQUENCE.STATE, next.id())
                .set(SEQUENCE.VERSION, SEQUENCE.VERSION.plus(1))
                .set(SEQUENCE.UPDATED_AT, now())
                .where(SEQUENCE.ID.eq(id))
                .execute();
        changeSets.updated(changeSet, KIND, id, Map.of("state", before.state().id()), Map.of("state", next.id()));
        runs.follow(id, next, number -> steps(id, number));
        return find(id);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
