package io.diabolo.health;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static io.diabolo.jooq.Tables.HEALTH_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.HealthRiskRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Customers in danger. A rule that holds opens a risk with its playbook, once, however often and by however many it is
 * looked for; the risk is over when no rule holds any more and the score is back, or when the customer left.
 */
@Component
class Risks {
    /** What somebody put aside isn't brought up again for so long. */
    static final Duration ASIDE = Duration.ofDays(30);

    private static final String TASK = "activity";
    private final DSLContext sql;
    private final Rules rules;
    private final OpenRisk opening;
    private final RiskReason reasons;
    private final Records records;
    private final RecordTypes types;
    private final Members members;
    private final Workspaces workspaces;
    private final Clock clock;

    Risks(
            DSLContext sql,
            Rules rules,
            OpenRisk opening,
            RiskReason reasons,
            Records records,
            RecordTypes types,
            Members members,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.opening = opening;
        this.reasons = reasons;
        this.records = records;
        this.types = types;
        this.members = members;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private Actor byRule() {
        return members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Looks at these customers, within the present transaction. @return how many risks were opened */
    int look(Collection<UUID> companies) {
        if (companies.isEmpty()) {
            return 0;
        }
        var run = rules.run(RiskRules.ID);
        var ids = companies.toArray(UUID[]::new);
        end(run, ids);
        var active = run.set().active();
        if (active.isEmpty()) {
            return 0;
        }
        var first = first(run);
        var found = sql.select(HEALTH.fields())
                .select(first.as("rule"))
                .from(run.from())
                .where(HEALTH.COMPANY_ID.eq(any(ids)))
                .and(first.isNotNull())
                .and(notExists(selectOne()
                        .from(HEALTH_RISK)
                        .where(HEALTH_RISK.COMPANY_ID.eq(HEALTH.COMPANY_ID))
                        .and(HEALTH_RISK
                                .ENDED_AT
                                .isNull()
                                .or(HEALTH_RISK.OUTCOME.eq("aside").and(HEALTH_RISK.ENDED_AT.gt(now().minus(ASIDE)))))))
                .orderBy(HEALTH.COMPANY_ID)
                .fetch();
        var opened = 0;
        var locale = workspaces.settings().locale();
        for (var row : found) {
            var rule = active.get(row.get("rule", Integer.class));
            var health = row.into(HEALTH);
            if (opening.open(health, rule, reasons.of(run.says(rule, locale), health, locale), byRule())) {
                opened++;
            }
        }
        return opened;
    }

    /** The place of the first rule that holds; null where none does. */
    static Field<Integer> first(RuleRun run) {
        CaseConditionStep<Integer> first = null;
        var active = run.set().active();
        for (var at = 0; at < active.size(); at++) {
            first = first == null
                    ? DSL.when(run.holds(active.get(at)), inline(at))
                    : first.when(run.holds(active.get(at)), inline(at));
        }
        return first == null ? DSL.castNull(Integer.class) : first;
    }

    private void end(RuleRun run, UUID[] companies) {
        var back = HEALTH.SCORE.ge(inline((short) run.set().setting(RiskRules.RECOVERED_FROM)));
        var open = sql.select(HEALTH_RISK.fields())
                .select(HEALTH.ID)
                .from(HEALTH_RISK)
                .leftJoin(HEALTH)
                .on(HEALTH.WORKSPACE_ID.eq(HEALTH_RISK.WORKSPACE_ID))
                .and(HEALTH.COMPANY_ID.eq(HEALTH_RISK.COMPANY_ID))
                .where(HEALTH_RISK.ENDED_AT.isNull())
                .and(HEALTH_RISK.COMPANY_ID.eq(any(companies)))
                .and(HEALTH.ID.isNull().or(back.and(notExists(holding(run)))))
                .orderBy(HEALTH_RISK.COMPANY_ID)
                .forUpdate()
                .of(HEALTH_RISK)
                .fetch();
        for (var row : open) {
            var outcome = row.get(HEALTH.ID) == null ? "left" : "recovered";
            end(row.into(HEALTH_RISK), outcome, "", null, byRule());
        }
    }

    private static org.jooq.Select<?> holding(RuleRun run) {
        var other = run.from();
        Condition any = DSL.condition("({0})", run.any());
        return DSL.select(inline(1))
                .from(DSL.select(run.id().as("held")).from(other).where(any).asTable("holding"))
                .where(DSL.field("holding.held", UUID.class).eq(HEALTH.ID));
    }

    /** What is left to be done for it isn't done any more, and can be taken out of the bin. */
    void end(HealthRiskRecord risk, String outcome, String note, @Nullable UUID by, Actor me) {
        sql.update(HEALTH_RISK)
                .set(HEALTH_RISK.ENDED_AT, now())
                .set(HEALTH_RISK.OUTCOME, outcome)
                .set(HEALTH_RISK.NOTE, note)
                .set(HEALTH_RISK.ENDED_BY, by)
                .set(HEALTH_RISK.VERSION, HEALTH_RISK.VERSION.plus(1))
                .where(HEALTH_RISK.ID.eq(risk.getId()))
                .execute();
        var type = types.byId(TASK).orElseThrow();
        for (var task : undone(risk.getId())) {
            records.delete(type, task, null, me);
        }
    }

    private List<UUID> undone(UUID risk) {
        return sql.select(ACTIVITY.ID)
                .from(HEALTH_TASK)
                .join(ACTIVITY)
                .on(ACTIVITY.WORKSPACE_ID.eq(HEALTH_TASK.WORKSPACE_ID))
                .and(ACTIVITY.ID.eq(HEALTH_TASK.ACTIVITY_ID))
                .where(HEALTH_TASK.RISK_ID.eq(risk))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .orderBy(HEALTH_TASK.POSITION)
                .fetch(ACTIVITY.ID);
    }

    /** Of companies that aren't customers any more. @return how many */
    int endLeft() {
        var left = sql.select(HEALTH_RISK.COMPANY_ID)
                .from(HEALTH_RISK)
                .where(HEALTH_RISK.ENDED_AT.isNull())
                .and(notExists(selectOne().from(HEALTH).where(HEALTH.COMPANY_ID.eq(HEALTH_RISK.COMPANY_ID))))
                .fetch(HEALTH_RISK.COMPANY_ID);
        if (!left.isEmpty()) {
            end(rules.run(RiskRules.ID), left.toArray(UUID[]::new));
        }
        return left.size();
    }

    /** The risk that is open; null where none is. Reads the index health_risk_open. */
    @Nullable
    HealthRiskRecord openOf(UUID company) {
        return sql.selectFrom(HEALTH_RISK)
                .where(HEALTH_RISK.COMPANY_ID.eq(company))
                .and(HEALTH_RISK.ENDED_AT.isNull())
                .fetchOne();
    }
}
