package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Leads kept for later: they come back to work on their day, or sooner when their person gives a sign. */
@Service
public class Nurture {
    private static final int STEP = 500;
    private final DSLContext sql;
    private final LockedLead locked;
    private final ChangeSets changeSets;
    private final ResponseClocks responses;
    private final Rules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Nurture(
            DSLContext sql,
            LockedLead locked,
            ChangeSets changeSets,
            ResponseClocks responses,
            Rules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.locked = locked;
        this.changeSets = changeSets;
        this.responses = responses;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** @param until after today, at most two years from now */
    @Transactional
    public Nurturing until(UUID id, LocalDate until, @Nullable Integer version, Actor me) {
        var lead = locked.lock(id, version, me);
        if (List.of("qualified", "disqualified").contains(lead.getStatus()) || locked.hasOpportunity(lead)) {
            return new Nurturing.Closed(id);
        }
        var today = LocalDate.ofInstant(clock.instant(), me.zone());
        if (!until.isAfter(today) || until.isAfter(today.plusYears(2))) {
            return new Nurturing.NotLater();
        }
        var changeSet = changeSets.open(me, "lead.nurtured", lead.getName());
        lead.setStatus("nurturing");
        lead.setReturnOn(until);
        locked.write(lead, changeSet);
        responses.settle(id, changeSet);
        return new Nurturing.Done(id, changeSet);
    }

    /** Brings back those whose day has come. Reads the index lead_returns. @return how many; at most so many at once */
    @Transactional
    public int returnDue(LocalDate today, Actor me) {
        return bringBack(LEAD.RETURN_ON.le(today), "date", me);
    }

    /** Brings back those whose person wrote, called or met somebody since. */
    @Transactional
    public int returnOnSign(List<UUID> activities, Actor me) {
        var signs = sql.select(ACTIVITY.LEAD_ID, ACTIVITY.PERSON_ID, DSL.max(ACTIVITY.AT))
                .from(ACTIVITY)
                .join(CHANGE_SET)
                .on(CHANGE_SET.ID.eq(ACTIVITY.CREATED_IN))
                .where(ACTIVITY.ID.in(activities))
                .and(Touch.ofThisCommand())
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(ACTIVITY.DIRECTION.eq("inbound").or(ACTIVITY.KIND.eq("meeting")))
                .groupBy(ACTIVITY.LEAD_ID, ACTIVITY.PERSON_ID)
                .fetch();
        Condition meant = DSL.falseCondition();
        for (var sign : signs) {
            meant = meant.or(DSL.or(LEAD.ID.eq(sign.value1()), LEAD.PERSON_ID.eq(sign.value2()))
                    .and(keptAt().le(sign.value3())));
        }
        return signs.isEmpty() ? 0 : bringBack(meant, "signal", me);
    }

    /**
     * Brings back a person's leads once what the person did since they were kept, by the rules of one source, is worth as
     * many points as its setting says; nothing fades here.
     */
    @Transactional
    public int returnOnInterest(UUID person, IntentSource source, Actor me) {
        var run = rules.run(source.id());
        var worth = DSL.field(select(DSL.coalesce(DSL.sum(run.points()), BigDecimal.ZERO))
                .from(run.from())
                .where(source.person().eq(person))
                .and(source.counts())
                .and(source.at().ge(keptAt())));
        var enough = sql.select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.PERSON_ID.eq(person))
                .and(LEAD.STATUS.eq("nurturing"))
                .and(LEAD.DELETED_AT.isNull())
                .and(worth.ge(BigDecimal.valueOf(run.set().setting(Interest.RETURNS))))
                .fetch(LEAD.ID);
        return enough.isEmpty() ? 0 : bringBack(LEAD.ID.in(enough), "signal", me);
    }

    /** When the lead was kept for later, to the minute, as signs are noted; one that came so from a file, with its file. */
    private static Field<OffsetDateTime> keptAt() {
        var kept = DSL.field(select(DSL.max(CHANGE.AT))
                .from(CHANGE)
                .where(CHANGE.RECORD_TYPE.eq("lead"))
                .and(CHANGE.RECORD_ID.eq(LEAD.ID))
                .and("{0} ->> 'status' = 'nurturing'", CHANGE.AFTER));
        return DSL.trunc(DSL.coalesce(kept, LEAD.CREATED_AT), DatePart.MINUTE);
    }

    private int bringBack(Condition which, String why, Actor me) {
        var leads = sql.selectFrom(LEAD)
                .where(which)
                .and(LEAD.STATUS.eq("nurturing"))
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(LEAD.ID)
                .limit(STEP)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (leads.isEmpty()) {
            return 0;
        }
        var changeSet = changeSets.open(
                me, "lead.returned", leads.size() == 1 ? leads.getFirst().getName() : "");
        for (var lead : leads) {
            lead.setStatus("working");
            lead.setReturnOn(null);
            lead.setCameBackAt(clock.instant().atOffset(ZoneOffset.UTC));
            lead.setCameBackWhy(why);
            locked.write(lead, changeSet);
            events.publishEvent(
                    new LeadReturned(new WorkspaceId(lead.getWorkspaceId()), lead.getId(), why, clock.instant()));
        }
        return leads.size();
    }
}
