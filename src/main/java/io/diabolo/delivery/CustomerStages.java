package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Offer;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a customer stands in its journey after the signature: in delivery once a CSM has it, live with the go-live, grown
 * once it renewed or bought more, gone when its last contract has ended, and back when it goes on.
 */
@Component
class CustomerStages {
    private final DSLContext sql;
    private final Journeys journeys;
    private final Handoffs handoffs;
    private final Workspaces workspaces;

    CustomerStages(DSLContext sql, Journeys journeys, Handoffs handoffs, Workspaces workspaces) {
        this.sql = sql;
        this.journeys = journeys;
        this.handoffs = handoffs;
        this.workspaces = workspaces;
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
        if (journey != null && journey.value2() >= Stage.WON.number() && journey.value2() < stage.number()) {
            journeys.enter(
                    List.of(new StageEntry(journey.value1(), "opportunity", opportunity, stage, at, null)),
                    changeSet,
                    me);
        }
    }

    /** With its last contract the customer is gone, on the day after; sales that were won of it leave together. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(ContractRecord contract, UUID changeSet, Actor me) {
        var company = contract.getCompanyId();
        var end = contract.getEndsOn();
        if (company == null
                || end == null
                || sql.fetchExists(
                        CONTRACT,
                        CONTRACT.COMPANY_ID
                                .eq(company)
                                .and(CONTRACT.ID.ne(contract.getId()))
                                .and(CONTRACT.DELETED_AT.isNull())
                                .and(CONTRACT.ENDS_ON.isNull().or(CONTRACT.ENDS_ON.gt(end))))) {
            return;
        }
        var gone = JOURNEY.CURRENT_STAGE.between((short) Stage.WON.number(), (short) Stage.GROWTH.number());
        var at = end.plusDays(1).atStartOfDay(workspaces.settings().zone()).toInstant();
        journeys.enter(entries(company, gone, Stage.CHURNED, at, contract.getEndReason()), changeSet, me);
    }

    /** It renewed, or bought more: what was live has grown. What was sold without any delivery being led counts as live. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void grown(UUID company, Instant at, UUID changeSet, Actor me) {
        var live = JOURNEY.TYPE
                .eq("new_business")
                .and(JOURNEY.CURRENT_STAGE
                        .eq((short) Stage.LIVE.number())
                        .or(JOURNEY.CURRENT_STAGE
                                .eq((short) Stage.WON.number())
                                .and(notExists(selectOne()
                                        .from(ONBOARDING)
                                        .where(ONBOARDING.COMPANY_ID.eq(company))
                                        .and(ONBOARDING.DELETED_AT.isNull())))));
        journeys.enter(entries(company, live, Stage.GROWTH, at, null), changeSet, me);
    }

    /** The same with the beginning of a day. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void grown(UUID company, LocalDate on, UUID changeSet, Actor me) {
        grown(company, on.atStartOfDay(workspaces.settings().zone()).toInstant(), changeSet, me);
    }

    /** A contract that goes on brings the customer back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resumed(ContractRecord contract, Instant at, UUID changeSet, Actor me) {
        if (contract.getCompanyId() != null) {
            var gone = JOURNEY.CURRENT_STAGE.eq((short) Stage.CHURNED.number());
            journeys.enter(entries(contract.getCompanyId(), gone, Stage.LIVE, at, null), changeSet, me);
        }
    }

    private List<StageEntry> entries(UUID company, Condition which, Stage stage, Instant at, @Nullable String reason) {
        return sql.select(JOURNEY.ID, OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .join(JOURNEY)
                .on(JOURNEY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(which)
                .fetch(row -> new StageEntry(row.value1(), "opportunity", row.value2(), stage, at, reason));
    }
}
