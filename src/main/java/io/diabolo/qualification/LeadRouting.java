package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.LEAD_ASSIGNMENT;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.jooq.tables.records.LeadRecord;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordsBatch;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leads given to members by the rules, with the reason of each time. */
@Service
public class LeadRouting {
    private static final int SHOWN = 20;
    private final DSLContext sql;
    private final LockedLead locked;
    private final LeadType type;
    private final Routing routing;
    private final Journeys journeys;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;

    LeadRouting(
            DSLContext sql,
            LockedLead locked,
            LeadType type,
            Routing routing,
            Journeys journeys,
            ChangeSets changeSets,
            RecordsBatch batch) {
        this.sql = sql;
        this.locked = locked;
        this.type = type;
        this.routing = routing;
        this.journeys = journeys;
        this.changeSets = changeSets;
        this.batch = batch;
    }

    /** Of one time that a lead was given to somebody. */
    public record Past(Assignment assignment, String member, Instant at) {}

    /** @param changeSet which can be taken back */
    public record Routed(Assignment assignment, String member, UUID changeSet) {}

    /**
     * Gives a lead to whom the rules say now; where none says anything, it stays where it is.
     *
     * @throws BadInput when it is closed: whoever works on it now isn't chosen by these rules
     */
    @Transactional
    public Routed route(UUID id, @Nullable Integer version, Actor me) {
        var lead = locked.lock(id, version, me);
        if (List.of("qualified", "disqualified").contains(lead.getStatus())) {
            throw new BadInput("owner", "lead.fault.decided");
        }
        var owner = lead.getOwnerId();
        var decided = routing.decide(id, owner == null ? me.member() : new MemberId(owner), me);
        return give(lead, decided, "lead.routed", me);
    }

    /**
     * Gives a lead to which {@code late} didn't speak in time to whom the rules say next.
     *
     * @return null when it has gone to somebody else already, was spoken to meanwhile, or there is nobody else
     */
    @Transactional(propagation = Propagation.MANDATORY)
    @Nullable
    Routed reroute(UUID id, MemberId late, Actor me) {
        var lead = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(id))
                .and(LEAD.OWNER_ID.eq(late.value()))
                .and(LEAD.DELETED_AT.isNull())
                .and(DSL.exists(DSL.selectOne()
                        .from(CLOCK)
                        .where(CLOCK.SUBJECT_ID.eq(LEAD.ID))
                        .and(ResponseClocks.RUNNING)))
                .forUpdate()
                .fetchOne();
        var next = lead == null ? null : routing.next(id, late, me);
        return lead == null || next == null ? null : give(lead, next, "lead.rerouted", me);
    }

    /** It is whose who accepted it, unless it is gone or theirs already. */
    @Transactional(propagation = Propagation.MANDATORY)
    void own(UUID id, MemberId accepter, UUID causedBy, Actor me) {
        var lead = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(id))
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.OWNER_ID.isDistinctFrom(accepter.value()))
                .forUpdate()
                .fetchOne();
        if (lead != null) {
            var changeSet = changeSets.open(me, "lead.accepted", lead.getName(), causedBy);
            lead.setOwnerId(accepter.value());
            locked.write(lead, changeSet);
            moved(id);
        }
    }

    private Routed give(LeadRecord lead, Assignment decided, String action, Actor me) {
        var id = lead.getId();
        var changeSet = changeSets.open(me, action, lead.getName());
        lead.setOwnerId(decided.member().value());
        locked.write(lead, changeSet);
        routing.keep(id, decided, changeSet, me);
        moved(id);
        return new Routed(decided, name(decided.member()), changeSet);
    }

    /** Figures and search follow the owner. */
    private void moved(UUID id) {
        var one = DSL.select(LEAD.ID).from(LEAD).where(LEAD.ID.eq(id));
        journeys.refresh(DSL.select(LEAD.JOURNEY_ID).from(LEAD).where(LEAD.ID.eq(id)));
        batch.indexed(type, one);
    }

    private String name(MemberId member) {
        return sql.select(MEMBER.NAME)
                .from(MEMBER)
                .where(MEMBER.ID.eq(member.value()))
                .fetchSingle()
                .value1();
    }

    /** Whom a lead was given to and why, the newest first. @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Past> past(UUID id, Actor me) {
        if (!sql.fetchExists(LEAD, LEAD.ID.eq(id), LEAD.DELETED_AT.isNull(), Visible.to(me, type))) {
            throw new NoSuchRecord("lead", id);
        }
        return sql.select(LEAD_ASSIGNMENT.asterisk(), MEMBER.NAME)
                .from(LEAD_ASSIGNMENT)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(LEAD_ASSIGNMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(LEAD_ASSIGNMENT.MEMBER_ID))
                .where(LEAD_ASSIGNMENT.LEAD_ID.eq(id))
                .orderBy(LEAD_ASSIGNMENT.AT.desc(), LEAD_ASSIGNMENT.ID.desc())
                .limit(SHOWN)
                .fetch(row -> new Past(
                        new Assignment(
                                new MemberId(row.get(LEAD_ASSIGNMENT.MEMBER_ID)),
                                row.get(LEAD_ASSIGNMENT.WHY),
                                row.get(LEAD_ASSIGNMENT.RULE),
                                row.get(LEAD_ASSIGNMENT.POOL),
                                row.get(LEAD_ASSIGNMENT.LEFT_OUT),
                                row.get(LEAD_ASSIGNMENT.RULES_VERSION)),
                        row.get(MEMBER.NAME),
                        row.get(LEAD_ASSIGNMENT.AT).toInstant()));
    }
}
