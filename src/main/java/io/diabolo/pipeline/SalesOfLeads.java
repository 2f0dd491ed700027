package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a lead that an account executive took over. */
@Component
class SalesOfLeads {
    private final DSLContext sql;
    private final Records records;
    private final OpportunityType type;
    private final Journeys journeys;
    private final ChangeSets changeSets;

    SalesOfLeads(DSLContext sql, Records records, OpportunityType type, Journeys journeys, ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.journeys = journeys;
        this.changeSets = changeSets;
    }

    /** @param changeSet in which it was opened or joined, a consequence of the acceptance */
    record Sale(UUID opportunity, UUID changeSet) {}

    /**
     * The lead's own opportunity where it has one; else it joins one that is open at its company (two people, one sale);
     * else one is opened at discovery.
     *
     * @return null when the lead is gone, or went out or back to work meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Sale openOrJoin(UUID lead, MemberId owner, Instant at, UUID causedBy, Actor me) {
        var row = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(lead))
                .and(LEAD.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return null;
        }
        var own = opportunityOf(row.getJourneyId());
        if (own != null) {
            return new Sale(own, changeSets.open(me, "opportunity.joined", row.getName(), causedBy));
        }
        var stage = Stage.named(row.getStage()).orElse(Stage.LEAD);
        if (stage.isExit() || stage.number() < Stage.QUALIFIED.number()) {
            return null;
        }
        var company = row.getCompanyId();
        var open = company == null ? null : openAt(company);
        if (open != null) {
            var changeSet = changeSets.open(me, "opportunity.joined", row.getName(), causedBy);
            journeys.join(List.of(row.getJourneyId()), at, changeSet, me);
            return new Sale(open, changeSet);
        }
        var changeSet = changeSets.open(me, "opportunity.created", row.getName(), causedBy);
        var input = new HashMap<String, Object>();
        input.put("name", company == null ? row.getName() : name(company));
        input.put("lead", lead.toString());
        input.put("stage", Stage.DISCOVERY.id());
        input.put("owner", owner.toString());
        return new Sale(records.createAlong(type, input, changeSet, me), changeSet);
    }

    private @Nullable UUID opportunityOf(UUID journey) {
        return sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.JOURNEY_ID.eq(journey))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .fetchOne(OPPORTUNITY.ID);
    }

    /** The newest sale under way; of two who accept at once the second waits for the first, and joins it. */
    private @Nullable UUID openAt(UUID company) {
        sql.select(COMPANY.ID)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .forNoKeyUpdate()
                .fetch();
        return sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.TYPE.eq("new_business"))
                .and(OPPORTUNITY.STAGE.in(Stage.DISCOVERY.id(), Stage.PROPOSAL.id(), Stage.CLOSING.id()))
                .orderBy(OPPORTUNITY.CREATED_AT.desc(), OPPORTUNITY.ID.desc())
                .limit(1)
                .fetchOne(OPPORTUNITY.ID);
    }

    private String name(UUID company) {
        return sql.select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .fetchSingle()
                .value1();
    }
}
