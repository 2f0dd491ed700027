package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Promise;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.HandoffTimes;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.records.Written;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * The promise that a person speaks to an inbound lead within minutes. It starts when the lead gets an owner, and stops when
 * somebody has spoken to it or decided on it; that it was accepted doesn't stop it.
 */
@Component
class ResponseClocks {
    static final String KIND = HandoffKind.INBOUND_LEAD.id();
    static final Condition RUNNING =
            CLOCK.KIND.eq(KIND).and(CLOCK.SUBJECT_TYPE.eq("lead")).and(CLOCK.STOPPED_AT.isNull());
    private static final Set<String> UNTOUCHED = Set.of("new", "working");
    private static final int HOURS_A_DAY = 8;

    private final DSLContext sql;
    private final Clocks clocks;
    private final HandoffTimes times;

    ResponseClocks(DSLContext sql, Clocks clocks, HandoffTimes times) {
        this.sql = sql;
        this.clocks = clocks;
        this.times = times;
    }

    /** Until when; null where nothing is promised. Looked up by clock_of_subject for each lead that is shown. */
    static Field<OffsetDateTime> dueAt() {
        return DSL.field(DSL.select(DSL.min(CLOCK.DUE_AT))
                .from(CLOCK)
                .where(CLOCK.SUBJECT_ID.eq(LEAD.ID))
                .and(RUNNING));
    }

    /** A new lead has an owner from the start; another owner takes the promise over, and a deleted lead is promised nothing. */
    void written(Written written, Actor me) {
        if (written.created()) {
            if (me.origin() != Origin.IMPORT) {
                begin(written.id(), written.changeSet());
            }
        } else if (written.changed().contains("owner") || written.changed().contains("deleted_at")) {
            sql.select(CLOCK.ID, LEAD.OWNER_ID, LEAD.DELETED_AT)
                    .from(CLOCK)
                    .join(LEAD)
                    .on(LEAD.ID.eq(CLOCK.SUBJECT_ID))
                    .where(RUNNING)
                    .and(CLOCK.SUBJECT_ID.in(written.ids()))
                    .forEach(row -> {
                        if (row.value3() != null) {
                            clocks.stop(new ClockId(row.value1()), false, written.changeSet());
                        } else if (row.value2() != null) {
                            clocks.handTo(new ClockId(row.value1()), new MemberId(row.value2()), written.changeSet());
                        }
                    });
        }
        if (written.changed().contains("deleted_at")) {
            restored(written);
        }
    }

    /** Who comes back from the bin without having been spoken to is promised an answer again. */
    private void restored(Written written) {
        sql.select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.ID.in(written.ids()))
                .and(LEAD.DELETED_AT.isNull())
                .and(DSL.exists(DSL.selectOne()
                        .from(CLOCK)
                        .where(CLOCK.SUBJECT_TYPE.eq("lead"))
                        .and(CLOCK.SUBJECT_ID.eq(LEAD.ID))
                        .and(CLOCK.KIND.eq(KIND))
                        .and(CLOCK.OUTCOME.eq("cancelled"))))
                .fetch(LEAD.ID)
                .forEach(lead -> begin(lead, written.changeSet()));
    }

    /** The rules gave it to somebody: they promise from now on. */
    void assigned(UUID lead, MemberId owner, UUID changeSet) {
        var running = running(lead);
        if (running.isEmpty()) {
            begin(lead, changeSet);
        } else {
            running.forEach(clock -> clocks.handTo(clock, owner, changeSet));
        }
    }

    /** Once for a lead: who was spoken to isn't waiting for a first answer again. */
    private void begin(UUID lead, UUID changeSet) {
        var row = sql.select(LEAD.CHANNEL, LEAD.STATUS, LEAD.OWNER_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle();
        var owner = row.value3();
        if (owner == null || !row.value1().equals("inbound") || !UNTOUCHED.contains(row.value2()) || hadOne(lead)) {
            return;
        }
        var budget = times.of(HandoffKind.INBOUND_LEAD);
        clocks.start(new Promise(KIND, "lead", lead, new MemberId(owner), null, budget, grace(budget)), changeSet);
    }

    /** Whom it is given to next has as long again before the manager is told. */
    private static int grace(Budget budget) {
        return switch (budget.unit()) {
            case MINUTES -> budget.amount();
            case HOURS -> budget.amount() * 60;
            case DAYS -> budget.amount() * HOURS_A_DAY * 60;
        };
    }

    /** Somebody has decided what becomes of it. */
    void settle(UUID lead, UUID changeSet) {
        stop(lead, DSL.noCondition(), LEAD.CAME_BACK_AT.isNotNull(), changeSet);
    }

    /** Somebody has spoken to it. What was noted to the minute counts from the start of the clock's own. */
    void settle(UUID lead, OffsetDateTime spokenAt, UUID changeSet) {
        stop(
                lead,
                DSL.trunc(CLOCK.STARTED_AT, DatePart.MINUTE).le(spokenAt),
                DSL.trunc(LEAD.CAME_BACK_AT, DatePart.MINUTE).le(spokenAt),
                changeSet);
    }

    /** Its own clock, and that of its hand-off, offered or accepted: neither the offer nor the acceptance is an answer. */
    private void stop(UUID lead, Condition begun, Condition cameBack, UUID changeSet) {
        sql.update(LEAD)
                .setNull(LEAD.CAME_BACK_AT)
                .setNull(LEAD.CAME_BACK_WHY)
                .where(LEAD.ID.eq(lead))
                .and(cameBack)
                .execute();
        var handedOver = DSL.select(HANDOFF.CLOCK_ID)
                .from(HANDOFF)
                .where(HANDOFF.SUBJECT_TYPE.eq("lead"))
                .and(HANDOFF.SUBJECT_ID.eq(lead))
                .and(HANDOFF.KIND.eq(KIND))
                .and(HANDOFF.STATE.in("offered", "accepted"));
        sql.select(CLOCK.ID)
                .from(CLOCK)
                .where(CLOCK.SUBJECT_ID.eq(lead).and(RUNNING).or(CLOCK.ID.in(handedOver)))
                .and(CLOCK.STOPPED_AT.isNull())
                .and(begun)
                .orderBy(CLOCK.ID)
                .fetch(CLOCK.ID)
                .forEach(id -> clocks.stop(new ClockId(id), true, changeSet));
    }

    List<ClockId> running(UUID lead) {
        return sql.select(CLOCK.ID)
                .from(CLOCK)
                .where(CLOCK.SUBJECT_ID.eq(lead))
                .and(RUNNING)
                .fetch(row -> new ClockId(row.value1()));
    }

    private boolean hadOne(UUID lead) {
        return sql.fetchExists(
                CLOCK,
                CLOCK.SUBJECT_TYPE.eq("lead"),
                CLOCK.SUBJECT_ID.eq(lead),
                CLOCK.KIND.eq(KIND),
                CLOCK.OUTCOME.isDistinctFrom("cancelled"));
    }
}
