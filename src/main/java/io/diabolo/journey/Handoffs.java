package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;

import io.diabolo.clocks.Clocks;
import io.diabolo.journey.Handoff.State;
import io.diabolo.journey.HandoffAnswer.Done;
import io.diabolo.journey.HandoffAnswer.ReasonMissing;
import io.diabolo.journey.HandoffAnswer.Taken;
import io.diabolo.journey.HandoffAnswer.Unchanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The joints between the roles: offered, and accepted or returned with a reason, within a time. Rights are checked here,
 * so page and API agree. What follows from an answer listens to its event.
 */
@Service
public class Handoffs {
    static final int LONGEST = 2_000;

    private final DSLContext sql;
    private final HandoffStore store;
    private final Offering offering;
    private final HandoffMentions mentioned;
    private final Clocks clocks;
    private final ChangeSets changeSets;
    private final ApplicationEventPublisher events;
    private final Clock time;

    Handoffs(
            DSLContext sql,
            HandoffStore store,
            Offering offering,
            HandoffMentions mentioned,
            Clocks clocks,
            ChangeSets changeSets,
            ApplicationEventPublisher events,
            Clock time) {
        this.sql = sql;
        this.store = store;
        this.offering = offering;
        this.mentioned = mentioned;
        this.clocks = clocks;
        this.changeSets = changeSets;
        this.events = events;
        this.time = time;
    }

    /** What an offer left: a null change set says that the same had been offered already, and nothing was written. */
    public record Offered(Handoff handoff, @Nullable UUID changeSet) {}

    /**
     * Offers a subject to a role, or to one who holds it.
     *
     * @throws NotAllowed for who holds none of the roles from which it comes
     * @throws BadInput when it can't be handed over so
     * @throws NoSuchRecord also if {@code me} can't see the subject
     */
    @Transactional
    public Offered offer(Offer offer, Actor me) {
        me.mayWrite();
        if (!HandoffRights.mayOffer(offer.kind(), me)) {
            throw new NotAllowed("handoff-offer");
        }
        offering.check(offer, me);
        var open = store.open(offer.kind(), offer.subjectType(), offer.subject(), Offering.role(offer));
        if (open != null) {
            return new Offered(open, null);
        }
        var changeSet = changeSets.open(me, "handoff.offered", offering.label(offer));
        var handoff = get(offering.write(offer, changeSet, now(), me));
        mentioned.in(handoff, changeSet, me);
        var to = handoff.to();
        events.publishEvent(new HandoffOffered(
                me.workspace(),
                handoff.id().value(),
                handoff.kind(),
                handoff.subjectType(),
                handoff.subject(),
                me.member(),
                handoff.toRole(),
                to == null ? null : to.id(),
                changeSet,
                handoff.offeredAt()));
        return new Offered(handoff, changeSet);
    }

    /** Takes it over: from now on it is the accepter's. @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(noRollbackFor = {NoSuchRecord.class, NotAllowed.class})
    public HandoffAnswer accept(HandoffId id, Actor me) {
        var handoff = answering(id, me);
        if (!handoff.isOpen()) {
            return answered(handoff, State.ACCEPTED, me);
        }
        var changeSet = answer(handoff, State.ACCEPTED, null, me);
        if (handoff.kind().isAnsweredByAccepting()) {
            clocks.stop(handoff.clock(), true, changeSet);
        } else {
            var clock = clocks.handTo(handoff.clock(), me.member(), changeSet);
            store.dueAt(id, clock.dueAt());
        }
        events.publishEvent(new HandoffAccepted(
                me.workspace(),
                id.value(),
                handoff.kind(),
                handoff.subjectType(),
                handoff.subject(),
                handoff.from().id(),
                me.member(),
                changeSet,
                now()));
        return new Done(get(id), changeSet);
    }

    /** Gives it back to who offered it. */
    @Transactional(noRollbackFor = {NoSuchRecord.class, NotAllowed.class})
    public HandoffAnswer giveBack(HandoffId id, @Nullable String reason, Actor me) {
        var handoff = answering(id, me);
        if (!handoff.isOpen()) {
            return answered(handoff, State.RETURNED, me);
        }
        if (reason == null || reason.isBlank()) {
            return new ReasonMissing(handoff);
        }
        var why = reason.strip();
        if (why.length() > LONGEST) {
            throw new BadInput("reason", "handoff.fault.long", LONGEST);
        }
        var changeSet = answer(handoff, State.RETURNED, why, me);
        mentioned.inReason(get(id), changeSet, me);
        clocks.stop(handoff.clock(), true, changeSet);
        events.publishEvent(new HandoffReturned(
                me.workspace(),
                id.value(),
                handoff.kind(),
                handoff.subjectType(),
                handoff.subject(),
                handoff.from().id(),
                me.member(),
                why,
                changeSet,
                now()));
        return new Done(get(id), changeSet);
    }

    /** Takes an offer back before it is answered. @throws NotAllowed unless {@code me} offered it or leads */
    @Transactional(noRollbackFor = {NoSuchRecord.class, NotAllowed.class})
    public HandoffAnswer withdraw(HandoffId id, Actor me) {
        me.mayWrite();
        var handoff = locked(id, me);
        if (!HandoffRights.mayWithdraw(handoff, me)) {
            throw new NotAllowed("handoff-withdraw");
        }
        if (!handoff.isOpen()) {
            return answered(handoff, State.WITHDRAWN, me);
        }
        var changeSet = answer(handoff, State.WITHDRAWN, null, me);
        clocks.stop(handoff.clock(), false, changeSet);
        return new Done(get(id), changeSet);
    }

    /** What waits for an answer about a subject that went another way: part of the command that took it there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(String subjectType, UUID subject, Set<HandoffKind> kinds, UUID changeSet, Actor me) {
        for (var handoff : store.waiting(subjectType, subject)) {
            if (kinds.contains(handoff.kind())) {
                write(handoff, State.WITHDRAWN, null, changeSet, me);
                clocks.stop(handoff.clock(), false, changeSet);
            }
        }
    }

    /** @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Handoff get(HandoffId id, Actor me) {
        var handoff = store.find(id);
        if (handoff == null || !HandoffRights.maySee(handoff, me)) {
            throw new NoSuchRecord("handoff", id);
        }
        return handoff;
    }

    /** For consequences, which see what concerns them; null when it is gone. */
    @Transactional(readOnly = true)
    public @Nullable Handoff find(HandoffId id) {
        return store.find(id);
    }

    /** Those of a subject, the latest first. Who sees the subject knows of them. */
    @Transactional(readOnly = true)
    public List<Handoff> of(String subjectType, UUID subject) {
        return Snapshot.once(new HandoffsOf(subjectType, subject), () -> store.of(subjectType, subject));
    }

    private record HandoffsOf(String type, UUID subject) {}

    /**
     * For a consequence of an acceptance: keeps it as it is until the consequence has happened.
     *
     * @return null when it was taken back meanwhile, or something has come of it already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Handoff accepted(HandoffId id) {
        store.lock(id);
        var handoff = store.find(id);
        return handoff == null || handoff.state() != State.ACCEPTED || handoff.outcome() != null ? null : handoff;
    }

    /** What came of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ledTo(HandoffId id, String type, UUID record, UUID changeSet) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("outcome_type", type);
        after.put("outcome_id", record);
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("outcome_type", null);
        before.put("outcome_id", null);
        sql.update(HANDOFF)
                .set(HANDOFF.OUTCOME_TYPE, type)
                .set(HANDOFF.OUTCOME_ID, record)
                .set(HANDOFF.VERSION, HANDOFF.VERSION.plus(1))
                .where(HANDOFF.ID.eq(id.value()))
                .execute();
        changeSets.updated(changeSet, "handoff", id.value(), before, after);
    }

    private Handoff answering(HandoffId id, Actor me) {
        me.mayWrite();
        var handoff = locked(id, me);
        if (!HandoffRights.mayAnswer(handoff, me)) {
            throw new NotAllowed("handoff-answer");
        }
        return handoff;
    }

    private Handoff locked(HandoffId id, Actor me) {
        store.lock(id);
        return get(id, me);
    }

    private static HandoffAnswer answered(Handoff handoff, State wanted, Actor me) {
        var by = handoff.answeredBy();
        return handoff.state() == wanted && by != null && by.id().equals(me.member())
                ? new Unchanged(handoff)
                : new Taken(handoff);
    }

    /** Writes the answer, and what it was before, so that it can be taken back. */
    private UUID answer(Handoff handoff, State state, @Nullable String reason, Actor me) {
        var changeSet = changeSets.open(me, "handoff." + state.id(), handoff.label());
        write(handoff, state, reason, changeSet, me);
        return changeSet;
    }

    private void write(Handoff handoff, State state, @Nullable String reason, UUID changeSet, Actor me) {
        var now = HandoffStore.utc(now());
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("state", handoff.state().id());
        before.put("answered_by", null);
        before.put("answered_at", null);
        before.put("reason", null);
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("state", state.id());
        after.put("answered_by", me.member().value());
        after.put("answered_at", now);
        after.put("reason", reason);
        sql.update(HANDOFF)
                .set(HANDOFF.STATE, state.id())
                .set(HANDOFF.ANSWERED_BY, me.member().value())
                .set(HANDOFF.ANSWERED_AT, now)
                .set(HANDOFF.REASON, reason)
                .set(HANDOFF.VERSION, HANDOFF.VERSION.plus(1))
                .set(HANDOFF.UPDATED_AT, now)
                .where(HANDOFF.ID.eq(handoff.id().value()))
                .execute();
        changeSets.updated(changeSet, "handoff", handoff.id().value(), before, after);
        offering.announce(handoff.subjectType(), handoff.subject());
    }

    private Handoff get(HandoffId id) {
        return Objects.requireNonNull(store.find(id));
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
