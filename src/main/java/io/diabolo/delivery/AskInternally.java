package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.ONBOARDING_STEP;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks operations, technicians, support or sales for what a step needs of them, as soon as it can begin: an internal request
 * with its clock. Steps of one role that can begin together are one request; while a customer's request to a role is
 * unanswered, further ones wait for it.
 */
@Component
class AskInternally {
    private static final int LONGEST = 1_900;
    private final DSLContext sql;
    private final OnboardingStore store;
    private final Members members;
    private final ChangeSets changeSets;
    /** Later: hand-offs know all records, and onboardings are among them. */
    private final ObjectProvider<Handoffs> handoffs;

    AskInternally(
            DSLContext sql,
            OnboardingStore store,
            Members members,
            ChangeSets changeSets,
            ObjectProvider<Handoffs> handoffs) {
        this.sql = sql;
        this.store = store;
        this.members = members;
        this.changeSets = changeSets;
        this.handoffs = handoffs;
    }

    /** A second time asks nothing again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(OnboardingRecord onboarding) {
        var company = onboarding.getCompanyId();
        if (company == null || !onboarding.getState().equals("running")) {
            return;
        }
        var steps = store.steps(onboarding.getId());
        var open = steps.stream()
                .filter(step -> step.asks() && !step.isDone() && step.handoff() == null && canBegin(step, steps))
                .collect(Collectors.groupingBy(
                        step -> Objects.requireNonNull(step.role()), TreeMap::new, Collectors.toList()));
        open.forEach((role, all) -> offer(onboarding, company, role, all));
    }

    private static boolean canBegin(OnboardingStep step, List<OnboardingStep> steps) {
        return steps.stream().filter(one -> step.after().contains(one.id())).allMatch(OnboardingStep::isDone);
    }

    private void offer(OnboardingRecord onboarding, UUID company, String role, List<OnboardingStep> steps) {
        var words = steps.stream()
                .map(step -> step.name() + " (" + step.dueOn() + ")")
                .collect(Collectors.joining("\n", onboarding.getName() + "\n", ""));
        var offered = handoffs.getObject()
                .offer(
                        new Offer(
                                HandoffKind.INTERNAL_REQUEST,
                                "company",
                                company,
                                role,
                                null,
                                words.substring(0, Math.min(LONGEST, words.length())),
                                List.of("request", "deadline")),
                        actor(onboarding.getOwnerId()));
        var changeSet = offered.changeSet();
        if (changeSet == null) {
            return;
        }
        var handoff = offered.handoff().id().value();
        for (var step : steps) {
            sql.update(ONBOARDING_STEP)
                    .set(ONBOARDING_STEP.HANDOFF_ID, handoff)
                    .where(ONBOARDING_STEP.ID.eq(step.id()))
                    .execute();
            Map<String, @Nullable Object> before = new LinkedHashMap<>();
            before.put("handoff_id", null);
            changeSets.updated(changeSet, "onboarding_step", step.id(), before, Map.of("handoff_id", handoff));
        }
    }

    /** Whoever leads the onboarding asks; nobody has to be signed in for it. */
    private Actor actor(@Nullable UUID owner) {
        var me = owner == null
                ? members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                : members.orderedBy(members.present(new MemberId(owner)));
        return me.through(Origin.RULE);
    }
}
