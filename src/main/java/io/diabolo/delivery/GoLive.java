package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Offer;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where the sale of an onboarding stands in its journey: in delivery once a CSM has it, live with the go-live. */
@Component
class GoLive {
    private final DSLContext sql;
    private final Journeys journeys;
    private final Handoffs handoffs;

    GoLive(DSLContext sql, Journeys journeys, Handoffs handoffs) {
        this.sql = sql;
        this.journeys = journeys;
        this.handoffs = handoffs;
    }

    /** A customer that is live is offered to an AM, where somebody may offer it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reached(OnboardingRecord onboarding, Instant at, UUID changeSet, Actor me) {
        var opportunity = onboarding.getOpportunityId();
        if (opportunity != null) {
            enter(opportunity, Stage.LIVE, at, changeSet, me);
        }
        if (onboarding.getCompanyId() != null && me.roles().contains("csm")) {
            handoffs.offer(
                    new Offer(
                            HandoffKind.CUSTOMER_LIVE,
                            "company",
                            onboarding.getCompanyId(),
                            null,
                            null,
                            onboarding.getName(),
                            List.of()),
                    me);
        }
    }

    /** Only forward: what is further already stays where it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(UUID opportunity, Stage stage, Instant at, UUID changeSet, Actor me) {
        var journey = sql.select(JOURNEY.ID, JOURNEY.CURRENT_STAGE)
                .from(OPPORTUNITY)
                .join(JOURNEY)
                .on(JOURNEY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                .where(OPPORTUNITY.ID.eq(opportunity))
                .fetchOne();
        if (journey != null
                && journey.value2() >= Stage.WON.number()
                && journey.value2() < stage.number()) {
            journeys.enter(
                    List.of(new StageEntry(journey.value1(), "opportunity", opportunity, stage, at, null)),
                    changeSet,
                    me);
        }
    }
}
