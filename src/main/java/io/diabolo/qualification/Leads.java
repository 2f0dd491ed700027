package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.LeadRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leads and what can be done with them. Rights are checked here, so page, API and import agree. */
@Service
public class Leads {
    /** A lead may be said to have gone on without an opportunity of ours; growth and churn are a customer's. */
    private static final Set<Stage> NEVER = Set.of(Stage.LOST, Stage.CHURNED, Stage.JOINED);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private final DSLContext sql;
    private final Journeys journeys;
    private final ChangeSets changeSets;
    private final Qualifying qualifying;
    private final ResponseClocks responses;
    private final Handoffs handoffs;
    private final Clock clock;

    Leads(
            DSLContext sql,
            Journeys journeys,
            ChangeSets changeSets,
            Qualifying qualifying,
            ResponseClocks responses,
            Handoffs handoffs,
            Clock clock) {
        this.sql = sql;
        this.journeys = journeys;
        this.changeSets = changeSets;
        this.qualifying = qualifying;
        this.responses = responses;
        this.handoffs = handoffs;
        this.clock = clock;
    }

    /** Moves a lead as of now. */
    @Transactional
    public Moved move(UUID id, Stage stage, @Nullable String reason, Actor me) {
        return move(id, stage, clock.instant(), reason, null, me);
    }

    /**
     * Moves a lead to a stage: onwards, back, or out; from an exit back in it is reopened.
     *
     * @param at when it happened
     * @param version the one that was looked at; null takes what is there
     * @throws NoSuchRecord also if {@code me} can't see it
     * @throws StaleVersion when someone changed it meanwhile
     */
    @Transactional
    public Moved move(UUID id, Stage stage, Instant at, @Nullable String reason, @Nullable Integer version, Actor me) {
        return move(id, stage, at, reason, null, version, me);
    }

    /** @param code the reason by its id, where it was chosen from the list */
    Moved move(
            UUID id,
            Stage stage,
            Instant at,
            @Nullable String reason,
            @Nullable String code,
            @Nullable Integer version,
            Actor me) {
        me.mayWrite();
        var lead = lock(id, me);
        if (version != null && !version.equals(lead.getVersion())) {
            throw new StaleVersion(version, lead.getVersion());
        }
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        if (hasOpportunity(lead.getJourneyId())) {
            return new Moved.OpportunityDecides();
        }
        if (NEVER.contains(stage)) {
            return new Moved.NotForLeads(stage);
        }
        if (stage == Stage.DISQUALIFIED && why == null) {
            return new Moved.ReasonMissing();
        }
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return new Moved.InFuture();
        }
        if (lead.getStage().equals(stage.id())) {
            return new Moved.Unchanged(id, stage);
        }
        var missing = qualifying.missing(id, lead.getStage(), stage, me);
        if (!missing.isEmpty()) {
            return new Moved.SheetIncomplete(id, missing);
        }
        var changeSet = changeSets.open(me, "lead.moved", lead.getName());
        enter(lead, new StageEntry(lead.getJourneyId(), "lead", id, stage, at, why), code, changeSet, me);
        return new Moved.Done(id, stage, changeSet);
    }

    /**
     * The lead meets the criteria, as part of a command that hands it over.
     *
     * @throws NoSuchRecord also if {@code me} can't see it
     * @throws BadInput when it is out, or an opportunity leads it already, or its sheet lacks answers
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void qualifyAlong(UUID id, UUID changeSet, Actor me) {
        var lead = lock(id, me);
        if (hasOpportunity(lead.getJourneyId())) {
            throw new BadInput("subject_id", "lead.fault.opportunity");
        }
        var stage = Stage.named(lead.getStage()).orElse(Stage.LEAD);
        if (stage.number() > Stage.QUALIFIED.number()) {
            throw new BadInput("subject_id", "lead.fault.closed");
        }
        // Its receiver reads the sheet: whoever was qualified before the sheet was asked for is asked now.
        var missing = qualifying.missing(id, Stage.LEAD.id(), Stage.QUALIFIED, me);
        if (!missing.isEmpty()) {
            throw Qualifying.refusal(missing);
        }
        if (stage != Stage.QUALIFIED) {
            enter(lead, Stage.QUALIFIED, null, changeSet, me);
        }
    }

    /** Somebody has spoken to it, or is going to meet it: nobody waits for a first answer any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(UUID id, UUID changeSet) {
        responses.settle(id, changeSet);
    }

    /** A lead that its receiver gave back is worked on again; the ledger says why. Nothing happens once it went on. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeBack(UUID id, String reason, UUID causedBy, Actor me) {
        var lead = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(id))
                .and(LEAD.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        if (lead == null || !lead.getStage().equals(Stage.QUALIFIED.id()) || hasOpportunity(lead.getJourneyId())) {
            return;
        }
        enter(lead, Stage.LEAD, reason, changeSets.open(me, "lead.moved", lead.getName(), causedBy), me);
    }

    private void enter(LeadRecord lead, Stage stage, @Nullable String why, UUID changeSet, Actor me) {
        enter(
                lead,
                new StageEntry(lead.getJourneyId(), "lead", lead.getId(), stage, clock.instant(), why),
                null,
                changeSet,
                me);
    }

    /** Whoever moves it on or out has decided on it: nobody waits for a first answer any more. */
    private void enter(LeadRecord lead, StageEntry entry, @Nullable String code, UUID changeSet, Actor me) {
        var stage = entry.to();
        follow(lead, stage, entry.reason(), stage.isExit() ? code : null, changeSet);
        journeys.enter(List.of(entry), changeSet, me);
        if (stage.number() > Stage.LEAD.number()) {
            responses.settle(lead.getId(), changeSet);
        }
        if (stage != Stage.QUALIFIED) {
            // Nobody takes over what isn't offered any more; who is out is offered to nobody.
            var off = stage.isExit() ? EnumSet.allOf(HandoffKind.class) : EnumSet.of(HandoffKind.QUALIFIED_LEAD);
            handoffs.callOff("lead", lead.getId(), off, changeSet, me);
        }
        qualifying.moved(lead.getId(), stage, me);
    }

    private LeadRecord lock(UUID id, Actor me) {
        return sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(id))
                .and(LEAD.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .filter(row -> me.visibility().covers(row.getOwnerId() == null ? null : new MemberId(row.getOwnerId())))
                .orElseThrow(() -> new NoSuchRecord("lead", id));
    }

    /** From then on the opportunity goes ahead on the journey they share, and its owner decides. */
    private boolean hasOpportunity(UUID journey) {
        return sql.fetchExists(OPPORTUNITY, OPPORTUNITY.JOURNEY_ID.eq(journey), OPPORTUNITY.DELETED_AT.isNull());
    }

    /** Status and reason follow the stage; the version rises, so that a second mover sees that somebody was first. */
    private void follow(LeadRecord lead, Stage stage, @Nullable String reason, @Nullable String code, UUID changeSet) {
        var status = LeadStatus.after(stage, lead.getStatus());
        var newReason = stage.isExit() ? reason : null;
        var returnOn = status.equals("nurturing") ? lead.getReturnOn() : null;
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        note("status", lead.getStatus(), status, before, after);
        note("reason", lead.getReason(), newReason, before, after);
        note("reason_code", lead.getReasonCode(), code, before, after);
        note("return_on", text(lead.getReturnOn()), text(returnOn), before, after);
        var id = lead.getId();
        sql.update(LEAD)
                .set(LEAD.STATUS, status)
                .set(LEAD.REASON, newReason)
                .set(LEAD.REASON_CODE, code)
                .set(LEAD.RETURN_ON, returnOn)
                .set(LEAD.VERSION, LEAD.VERSION.plus(1))
                .set(LEAD.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(LEAD.ID.eq(id))
                .execute();
        changeSets.updated(changeSet, "lead", id, before, after);
    }

    private static void note(
            String column,
            @Nullable String old,
            @Nullable String now,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        if (!Objects.equals(old, now)) {
            before.put(column, old);
            after.put(column, now);
        }
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
