package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.LEAD_ASSIGNMENT;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives a lead to a member by the rules, and keeps why. */
@Component
class Routing {
    private final DSLContext sql;
    private final Rules rules;
    private final LeadTakers takers;
    private final ResponseClocks responses;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Routing(
            DSLContext sql,
            Rules rules,
            LeadTakers takers,
            ResponseClocks responses,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.takers = takers;
        this.responses = responses;
        this.events = events;
        this.clock = clock;
    }

    /** The first rule that holds and has somebody decides; without one the lead stays with {@code otherwise}. */
    Assignment decide(UUID lead, MemberId otherwise, Actor me) {
        var run = rules.run(RoutingRules.ID);
        var values = run.values(List.of(lead), sql).getOrDefault(lead, Map.of());
        for (var rule : run.holding(values)) {
            var found = follow(rule, run, lead, null, me);
            if (found != null) {
                return found;
            }
        }
        return new Assignment(otherwise, "nobody", "", 0, 0, run.set().version());
    }

    /** To whom the rules give it when {@code late} had their time; null when there is nobody else. */
    @Nullable
    Assignment next(UUID lead, MemberId late, Actor me) {
        var run = rules.run(RoutingRules.ID);
        var values = run.values(List.of(lead), sql).getOrDefault(lead, Map.of());
        for (var rule : run.holding(values)) {
            var found = follow(rule, run, lead, late, me);
            if (found != null) {
                return new Assignment(
                        found.member(), "late", found.rule(), found.pool(), found.leftOut(), found.rules());
            }
        }
        return null;
    }

    private @Nullable Assignment follow(Rule rule, RuleRun run, UUID lead, @Nullable MemberId without, Actor me) {
        var says = run.says(rule, me.locale());
        var version = run.set().version();
        var outcome = rule.outcome();
        if (outcome.equals("account_owner")) {
            var owner = takers.accountOwner(lead);
            return owner == null || owner.equals(without)
                    ? null
                    : new Assignment(owner, "account_owner", says, 1, 0, version);
        }
        var of = outcome.substring(outcome.indexOf(':') + 1);
        var others = without == null ? DSL.noCondition() : MEMBER.ID.ne(without.value());
        var turn = switch (outcome.substring(0, Math.max(0, outcome.indexOf(':')))) {
            case "member" -> takers.next(MEMBER.ID.eq(UUID.fromString(of)).and(others));
            case "team" -> takers.next(MEMBER.TEAM_ID.eq(UUID.fromString(of)).and(others));
            default -> takers.next(LeadTakers.ofRole(of).and(others));
        };
        var member = turn.member();
        return member == null
                ? null
                : new Assignment(
                        member,
                        outcome.startsWith("member") ? "member" : "turn",
                        says,
                        turn.pool(),
                        turn.leftOut(),
                        version);
    }

    /** Keeps the decision and tells of it; the owner is written by the caller, in the same transaction. */
    void keep(UUID lead, Assignment assignment, UUID changeSet, Actor me) {
        sql.insertInto(LEAD_ASSIGNMENT)
                .set(LEAD_ASSIGNMENT.LEAD_ID, lead)
                .set(LEAD_ASSIGNMENT.MEMBER_ID, assignment.member().value())
                .set(LEAD_ASSIGNMENT.WHY, assignment.why())
                .set(LEAD_ASSIGNMENT.RULE, assignment.rule())
                .set(LEAD_ASSIGNMENT.POOL, assignment.pool())
                .set(LEAD_ASSIGNMENT.LEFT_OUT, assignment.leftOut())
                .set(LEAD_ASSIGNMENT.RULES_VERSION, assignment.rules())
                .set(LEAD_ASSIGNMENT.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(LEAD_ASSIGNMENT.CREATED_IN, changeSet)
                .execute();
        responses.assigned(lead, assignment.member(), changeSet);
        events.publishEvent(new LeadAssigned(me.workspace(), lead, assignment, clock.instant()));
    }

    /** A new lead that nobody was named for, within the command that made it. */
    void assignNew(UUID lead, UUID changeSet, Actor me) {
        var decided = decide(lead, me.member(), me);
        if (!decided.member().equals(me.member())) {
            sql.update(LEAD)
                    .set(LEAD.OWNER_ID, decided.member().value())
                    .where(LEAD.ID.eq(lead))
                    .execute();
        }
        keep(lead, decided, changeSet, me);
    }
}
