package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;

import io.diabolo.clocks.Countdown.Outcome;
import io.diabolo.jooq.tables.records.ClockRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Promises of time: started, paused, handed on and stopped by the module whose promise it is, always within its command;
 * what falls due is said by {@link Sweep}.
 */
@Service
public class Clocks {
    private final DSLContext sql;
    private final Calendars calendars;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final Clock time;

    Clocks(DSLContext sql, Calendars calendars, ChangeSets changeSets, Announcements announcements, Clock time) {
        this.sql = sql;
        this.calendars = calendars;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.time = time;
    }

    /** @param changeSet of the command that promises; its undo takes the clock away too */
    @Transactional(propagation = Propagation.MANDATORY)
    public Countdown start(Promise promise, UUID changeSet) {
        var now = now();
        var plan = Plan.of(now, promise.budget(), promise.grace(), calendars.of(promise.owner()));
        var row = row(promise, now, plan, changeSet);
        row.insert();
        row.refresh();
        return ClockRows.countdown(row);
    }

    /** One that was started among many: until when it runs, and from when it warns. */
    public record Started(Promise promise, Instant due, Instant warn) {}

    /**
     * Many at once, in the order in which they are promised: the calendar of each owner is read once, and those of the same
     * length fall due together.
     *
     * @param changeSet of the command that promises; its undo takes the clocks away too
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Started> startAll(List<Promise> promises, UUID changeSet) {
        var now = now();
        var plans = new HashMap<List<@Nullable Object>, Plan>();
        var known = new HashMap<Optional<MemberId>, WorkingCalendar>();
        var rows = new ArrayList<ClockRecord>();
        var started = new ArrayList<Started>();
        for (var promise : promises) {
            var calendar = known.computeIfAbsent(
                    Optional.ofNullable(promise.owner()), owner -> calendars.of(owner.orElse(null)));
            var plan = plans.computeIfAbsent(
                    Arrays.asList(promise.owner(), promise.budget(), promise.grace()),
                    _ -> Plan.of(now, promise.budget(), promise.grace(), calendar));
            rows.add(row(promise, now, plan, changeSet));
            started.add(new Started(promise, plan.due(), plan.warn()));
        }
        sql.batchInsert(rows).execute();
        return started;
    }

    private ClockRecord row(Promise promise, Instant now, Plan plan, UUID changeSet) {
        var row = sql.newRecord(CLOCK);
        row.setKind(promise.kind());
        row.setSubjectType(promise.subjectType());
        row.setSubjectId(promise.subject());
        row.setOwnerId(promise.owner() == null ? null : promise.owner().value());
        row.setOwnerRole(promise.role());
        row.setStartedAt(utc(now));
        row.setBudget(promise.budget().amount());
        row.setUnit(promise.budget().unit().id());
        row.setGrace(promise.grace());
        row.setDueAt(utc(plan.due()));
        row.setWarnAt(utc(plan.warn()));
        row.setEscalateAt(utc(plan.escalate()));
        row.setNextAt(utc(plan.warn()));
        row.setCreatedIn(changeSet);
        return row;
    }

    /** Holds it: the working time that is left is kept. Nothing happens to one that is paused or stopped. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Countdown pause(ClockId id, String reason, UUID changeSet) {
        var row = lock(id);
        if (row.getStoppedAt() == null && row.getPausedAt() == null) {
            var now = now();
            var left = calendar(row).workingBetween(now, row.getDueAt().toInstant());
            row.setPausedAt(utc(now));
            row.setPauseReason(reason);
            row.setRemainingSeconds(left.toSeconds());
            row.setNextAt(null);
            save(row, changeSet);
        }
        return ClockRows.countdown(row);
    }

    /** Lets it run on: due after the working time that was left. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Countdown resume(ClockId id, UUID changeSet) {
        var row = lock(id);
        if (row.getStoppedAt() == null && row.getPausedAt() != null) {
            var left = Duration.ofSeconds(Objects.requireNonNull(row.getRemainingSeconds()));
            if (row.getBreachedAt() == null) {
                plan(row, Plan.left(now(), left, row.getGrace(), calendar(row)));
            }
            row.setPausedAt(null);
            row.setPauseReason(null);
            row.setRemainingSeconds(null);
            row.setNextAt(utcOrNull(ClockRows.next(row)));
            save(row, changeSet);
        }
        return ClockRows.countdown(row);
    }

    /**
     * The promise is kept, or it no longer matters.
     *
     * @param matters false: it was called off, and is neither met nor breached
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Countdown stop(ClockId id, boolean matters, UUID changeSet) {
        var row = lock(id);
        if (row.getStoppedAt() == null) {
            var now = now();
            // A promise that was broken stays so, though who took it over answered.
            var late = row.getBreachedAt() != null
                    || (row.getPausedAt() == null
                            && !now.isBefore(row.getDueAt().toInstant()));
            row.setStoppedAt(utc(now));
            row.setOutcome((!matters ? Outcome.CANCELLED : late ? Outcome.BREACHED : Outcome.MET).id());
            row.setNextAt(null);
            save(row, changeSet);
        }
        return ClockRows.countdown(row);
    }

    /** Somebody else promises from now on: what is left of it is counted in their working hours. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Countdown handTo(ClockId id, MemberId owner, UUID changeSet) {
        var row = lock(id);
        if (row.getStoppedAt() == null && !owner.value().equals(row.getOwnerId())) {
            var now = now();
            var left = calendar(row).workingBetween(now, row.getDueAt().toInstant());
            row.setOwnerId(owner.value());
            if (row.getPausedAt() == null && row.getBreachedAt() == null) {
                plan(row, Plan.left(now, left, row.getGrace(), calendars.of(owner)));
                row.setNextAt(utcOrNull(ClockRows.next(row)));
            } else if (row.getPausedAt() == null && row.getEscalatedAt() == null) {
                // Who takes a broken promise over isn't late from the start: they have until the manager is told.
                row.setDueAt(row.getEscalateAt());
            }
            save(row, changeSet);
        }
        return ClockRows.countdown(row);
    }

    @Transactional(readOnly = true)
    public @Nullable Countdown find(ClockId id) {
        return sql.selectFrom(CLOCK).where(CLOCK.ID.eq(id.value())).fetchOne(ClockRows::countdown);
    }

    /** Several at once, by their ids. */
    @Transactional(readOnly = true)
    public Map<ClockId, Countdown> find(Collection<ClockId> ids) {
        return sql.selectFrom(CLOCK)
                .where(CLOCK.ID.in(ids.stream().map(ClockId::value).toList()))
                .fetchMap(row -> new ClockId(row.getId()), ClockRows::countdown);
    }

    /** Those of a subject that still run or are paused, the first due on top. Reads the index clock_of_subject. */
    @Transactional(readOnly = true)
    public List<Countdown> open(String subjectType, UUID subject) {
        return open(CLOCK.SUBJECT_TYPE.eq(subjectType).and(CLOCK.SUBJECT_ID.eq(subject)), null, 100);
    }

    /** What a member promised, and those with one of these roles together. Reads clock_of_owner and clock_of_role. */
    @Transactional(readOnly = true)
    public List<Countdown> open(MemberId owner, Collection<String> roles) {
        var mine = CLOCK.OWNER_ID.eq(owner.value());
        return open(mine.or(CLOCK.OWNER_ID.isNull().and(CLOCK.OWNER_ROLE.in(roles))), null, 500);
    }

    /** A page of what the actor may see, the first due on top. */
    @Transactional(readOnly = true)
    List<Countdown> seen(Actor me, @Nullable Condition which, ClockRows.@Nullable Cursor after, int limit) {
        Condition condition = ClockRows.seenBy(me);
        return open(which == null ? condition : condition.and(which), after, limit);
    }

    private List<Countdown> open(Condition which, ClockRows.@Nullable Cursor after, int limit) {
        return sql.selectFrom(CLOCK)
                .where(which)
                .and(CLOCK.STOPPED_AT.isNull())
                .and(ClockRows.behind(after))
                .orderBy(CLOCK.DUE_AT, CLOCK.ID)
                .limit(limit)
                .fetch(ClockRows::countdown);
    }

    private ClockRecord lock(ClockId id) {
        return sql.selectFrom(CLOCK)
                .where(CLOCK.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("clock", id));
    }

    private WorkingCalendar calendar(ClockRecord row) {
        return calendars.of(row.getOwnerId() == null ? null : new MemberId(row.getOwnerId()));
    }

    /** Whoever promises anew is warned anew, where there is still time for it. */
    private void plan(ClockRecord row, Plan plan) {
        if (row.getWarnedAt() != null && plan.warn().isAfter(now())) {
            row.setWarnedAt(null);
        }
        row.setDueAt(utc(plan.due()));
        row.setWarnAt(utc(plan.warn()));
        row.setEscalateAt(utc(plan.escalate()));
    }

    /** The change is remembered, so that taking back the command lets the clock run as it did. */
    private void save(ClockRecord row, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (Field<?> column : row.fields()) {
            if (row.modified(column)) {
                before.put(column.getName(), row.original(column));
                after.put(column.getName(), row.get(column));
            }
        }
        row.update();
        changeSets.updated(changeSet, "clock", row.getId(), before, after);
        announcements.changed(row.getSubjectType() + "-" + row.getSubjectId());
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}
