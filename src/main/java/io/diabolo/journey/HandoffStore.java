package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.clocks.ClockId;
import io.diabolo.journey.Handoff.Outcome;
import io.diabolo.journey.Handoff.Party;
import io.diabolo.journey.Handoff.State;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Snapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of hand-offs, with the names that they are shown by. */
@Component
class HandoffStore {
    private static final io.diabolo.jooq.tables.Member SENDER = MEMBER.as("sender");
    private static final io.diabolo.jooq.tables.Member RECEIVER = MEMBER.as("receiver");
    private static final io.diabolo.jooq.tables.Member ANSWERER = MEMBER.as("answerer");

    private final DSLContext sql;
    private final JsonMapper json;

    HandoffStore(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** A place in a list: by due date for what waits, by the last event otherwise. */
    record Cursor(Instant at, UUID id) {}

    /** Which of them a page shows. */
    enum Tab {
        WAITING,
        SENT,
        ANSWERED,
        ALL;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Nullable
    Handoff find(HandoffId id) {
        return select().where(HANDOFF.ID.eq(id.value())).fetchOne(this::handoff);
    }

    /** Nobody else answers it until the transaction ends. */
    boolean lock(HandoffId id) {
        return sql.select(HANDOFF.ID)
                        .from(HANDOFF)
                        .where(HANDOFF.ID.eq(id.value()))
                        .forUpdate()
                        .fetchOne()
                != null;
    }

    /**
     * Of two who offer the same at once the second waits, and then finds what the first offered. What a customer
     * or a deal needs is asked of each role apart.
     */
    @Nullable
    Handoff open(HandoffKind kind, String subjectType, UUID subject, String role) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(?, 5))",
                "handoff/" + kind.id() + "/" + subjectType + "/" + subject);
        return select().where(HANDOFF.KIND.eq(kind.id()))
                .and(HANDOFF.SUBJECT_TYPE.eq(subjectType))
                .and(HANDOFF.SUBJECT_ID.eq(subject))
                .and(HANDOFF.STATE.eq(State.OFFERED.id()))
                .and(kind.isAskedOfEachRole() ? HANDOFF.TO_ROLE.eq(role) : DSL.noCondition())
                .fetchOne(this::handoff);
    }

    /** Those of a subject that wait for an answer, and nobody answers them until the transaction ends. */
    List<Handoff> waiting(String subjectType, UUID subject) {
        var locked = sql.select(HANDOFF.ID)
                .from(HANDOFF)
                .where(HANDOFF.SUBJECT_TYPE.eq(subjectType))
                .and(HANDOFF.SUBJECT_ID.eq(subject))
                .and(HANDOFF.STATE.eq(State.OFFERED.id()))
                .orderBy(HANDOFF.ID)
                .forUpdate()
                .fetch(HANDOFF.ID);
        return locked.isEmpty()
                ? List.of()
                : select().where(HANDOFF.ID.in(locked)).fetch(this::handoff);
    }

    /** The clock's instant, which the lists are in the order of. */
    void dueAt(HandoffId id, Instant due) {
        sql.update(HANDOFF)
                .set(HANDOFF.DUE_AT, utc(due))
                .where(HANDOFF.ID.eq(id.value()))
                .execute();
    }

    /** Reads the index handoff_of_subject. */
    List<Handoff> of(String subjectType, UUID subject) {
        return select().where(HANDOFF.SUBJECT_TYPE.eq(subjectType))
                .and(HANDOFF.SUBJECT_ID.eq(subject))
                .orderBy(HANDOFF.OFFERED_AT.desc())
                .limit(50)
                .fetch(this::handoff);
    }

    /** Reads handoff_waiting_role and handoff_waiting_member, handoff_sent, handoff_answered or handoff_waiting. */
    List<Handoff> list(Tab tab, Actor me, @Nullable Cursor after, int limit) {
        var member = me.member().value();
        return switch (tab) {
            case WAITING -> byDue(waitingFor(me), after, limit);
            case ALL -> byDue(HANDOFF.STATE.eq(State.OFFERED.id()), after, limit);
            case SENT -> latest(HANDOFF.FROM_MEMBER.eq(member), HANDOFF.OFFERED_AT, after, limit);
            case ANSWERED -> latest(HANDOFF.ANSWERED_BY.eq(member), HANDOFF.ANSWERED_AT, after, limit);
        };
    }

    /** What waits for a member, and for whoever of one of their roles comes first. */
    List<Handoff> waiting(MemberId member, String role, int limit) {
        var mine = HANDOFF.TO_MEMBER
                .eq(member.value())
                .or(HANDOFF.TO_MEMBER.isNull().and(HANDOFF.TO_ROLE.eq(role)));
        return byDue(HANDOFF.STATE.eq(State.OFFERED.id()).and(mine), null, limit);
    }

    private List<Handoff> byDue(Condition which, @Nullable Cursor after, int limit) {
        return select().where(which)
                .and(
                        after == null
                                ? noCondition()
                                : row(HANDOFF.DUE_AT, HANDOFF.ID).gt(utc(after.at()), after.id()))
                .orderBy(HANDOFF.DUE_AT, HANDOFF.ID)
                .limit(limit)
                .fetch(this::handoff);
    }

    private List<Handoff> latest(
            Condition which, org.jooq.Field<OffsetDateTime> by, @Nullable Cursor after, int limit) {
        return select().where(which)
                .and(after == null ? noCondition() : row(by, HANDOFF.ID).lt(utc(after.at()), after.id()))
                .orderBy(by.desc(), HANDOFF.ID.desc())
                .limit(limit)
                .fetch(this::handoff);
    }

    record Waiting(long count, boolean late) {}

    Waiting waiting(Actor me, Instant now) {
        var row = Snapshot.once(
                new WaitingFor(me),
                () -> sql.select(DSL.count(), DSL.min(HANDOFF.DUE_AT))
                        .from(HANDOFF)
                        .where(waitingFor(me))
                        .fetchSingle());
        var first = row.value2();
        return new Waiting(row.value1(), first != null && !first.toInstant().isAfter(now));
    }

    private record WaitingFor(Actor me) {}

    private static Condition waitingFor(Actor me) {
        return HANDOFF.STATE
                .eq(State.OFFERED.id())
                .and(HANDOFF.TO_MEMBER
                        .eq(me.member().value())
                        .or(HANDOFF.TO_MEMBER.isNull().and(HANDOFF.TO_ROLE.in(me.roles()))));
    }

    private SelectJoinStep<Record> select() {
        return sql.select(HANDOFF.fields())
                .select(SEARCH_ENTRY.LABEL, SENDER.NAME, RECEIVER.NAME, ANSWERER.NAME)
                .from(HANDOFF)
                .join(SENDER)
                .on(SENDER.ID.eq(HANDOFF.FROM_MEMBER))
                .leftJoin(RECEIVER)
                .on(RECEIVER.ID.eq(HANDOFF.TO_MEMBER))
                .leftJoin(ANSWERER)
                .on(ANSWERER.ID.eq(HANDOFF.ANSWERED_BY))
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(HANDOFF.SUBJECT_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(HANDOFF.SUBJECT_ID));
    }

    private Handoff handoff(Record row) {
        var label = row.get(SEARCH_ENTRY.LABEL);
        var outcome = row.get(HANDOFF.OUTCOME_ID);
        return new Handoff(
                new HandoffId(row.get(HANDOFF.ID)),
                HandoffKind.of(row.get(HANDOFF.KIND)),
                row.get(HANDOFF.SUBJECT_TYPE),
                row.get(HANDOFF.SUBJECT_ID),
                label == null ? "" : label,
                new Party(new MemberId(row.get(HANDOFF.FROM_MEMBER)), row.get(SENDER.NAME)),
                row.get(HANDOFF.FROM_ROLE),
                row.get(HANDOFF.TO_ROLE),
                party(row.get(HANDOFF.TO_MEMBER), row.get(RECEIVER.NAME)),
                row.get(HANDOFF.NOTE),
                carried(row.get(HANDOFF.CARRIED).data()),
                done(row.get(HANDOFF.CHECKLIST).data()),
                State.of(row.get(HANDOFF.STATE)),
                row.get(HANDOFF.OFFERED_AT).toInstant(),
                row.get(HANDOFF.DUE_AT).toInstant(),
                new ClockId(row.get(HANDOFF.CLOCK_ID)),
                party(row.get(HANDOFF.ANSWERED_BY), row.get(ANSWERER.NAME)),
                instant(row.get(HANDOFF.ANSWERED_AT)),
                row.get(HANDOFF.REASON),
                instant(row.get(HANDOFF.ESCALATED_AT)),
                outcome == null ? null : new Outcome(row.get(HANDOFF.OUTCOME_TYPE), outcome),
                row.get(HANDOFF.VERSION));
    }

    private Map<String, String> carried(String text) {
        var all = new java.util.LinkedHashMap<String, String>();
        json.readTree(text)
                .properties()
                .forEach(fact -> all.put(fact.getKey(), fact.getValue().asString("")));
        return all;
    }

    private List<String> done(String text) {
        return StreamSupport.stream(json.readTree(text).spliterator(), false)
                .map(item -> item.asString(""))
                .toList();
    }

    private static @Nullable Party party(@Nullable UUID id, @Nullable String name) {
        return id == null ? null : new Party(new MemberId(id), String.valueOf(name));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
