package io.diabolo.health;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.HEALTH_DAY;
import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static io.diabolo.jooq.Tables.HEALTH_TASK;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.health.Health.Day;
import io.diabolo.health.Health.Risk;
import io.diabolo.health.Health.Task;
import io.diabolo.health.Health.Why;
import io.diabolo.rules.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How a customer was: the days on which its score or its reasons changed, and the risks that were seen. */
@Component
class HealthPast {
    static final int DAYS = 180;
    private static final int RISKS = 20;
    private final DSLContext sql;
    private final Rules rules;
    private final HealthScoring scoring;
    private final Playbooks playbooks;

    HealthPast(DSLContext sql, Rules rules, HealthScoring scoring, Playbooks playbooks) {
        this.sql = sql;
        this.rules = rules;
        this.scoring = scoring;
        this.playbooks = playbooks;
    }

    /** The newest first. Reads the index health_day_of. */
    List<Day> days(UUID company, Locale locale) {
        var rows = sql.selectFrom(HEALTH_DAY)
                .where(HEALTH_DAY.COMPANY_ID.eq(company))
                .orderBy(HEALTH_DAY.DAY.desc())
                .limit(DAYS)
                .fetch();
        var said = new HashMap<String, String>();
        var all = new ArrayList<Day>();
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var before = at + 1 < rows.size() ? scoring.read(rows.get(at + 1).getLines()) : List.<HeldRule>of();
            all.add(new Day(
                    row.getDay(),
                    row.getScore(),
                    HealthBand.of(row.getBand()),
                    why(before, scoring.read(row.getLines()), said, locale)));
        }
        return all;
    }

    private List<Why> why(List<HeldRule> before, List<HeldRule> after, Map<String, String> said, Locale locale) {
        var all = new ArrayList<Why>();
        after.stream()
                .filter(rule -> !before.contains(rule))
                .forEach(rule -> all.add(new Why(says(rule, said, locale), rule.points(), true)));
        before.stream()
                .filter(rule -> !after.contains(rule))
                .forEach(rule -> all.add(new Why(says(rule, said, locale), -rule.points(), false)));
        return all;
    }

    private String says(HeldRule rule, Map<String, String> said, Locale locale) {
        return rule.name().isEmpty()
                ? said.computeIfAbsent(rule.expression(), one -> rules.says(HealthRules.ID, one, locale))
                : rule.name();
    }

    /** Reads the index health_risk_of. */
    List<Risk> risks(UUID company, Locale locale) {
        var names = playbooks.names(locale);
        var rows = sql.select(HEALTH_RISK.fields())
                .select(MEMBER.NAME)
                .from(HEALTH_RISK)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(HEALTH_RISK.WORKSPACE_ID))
                .and(MEMBER.ID.eq(HEALTH_RISK.OWNER_ID))
                .where(HEALTH_RISK.COMPANY_ID.eq(company))
                .orderBy(HEALTH_RISK.OPENED_AT.desc(), HEALTH_RISK.ID.desc())
                .limit(RISKS)
                .fetch();
        var tasks = tasks(rows.getValues(HEALTH_RISK.ID));
        return rows.map(row -> {
            var ended = row.get(HEALTH_RISK.ENDED_AT);
            return new Risk(
                    row.get(HEALTH_RISK.ID),
                    names.getOrDefault(row.get(HEALTH_RISK.PLAYBOOK), ""),
                    row.get(HEALTH_RISK.REASON),
                    row.get(HEALTH_RISK.SCORE),
                    Objects.requireNonNullElse(row.get(MEMBER.NAME), ""),
                    row.get(HEALTH_RISK.OPENED_AT).toInstant(),
                    ended == null ? null : ended.toInstant(),
                    row.get(HEALTH_RISK.OUTCOME),
                    row.get(HEALTH_RISK.NOTE),
                    row.get(HEALTH_RISK.VERSION),
                    tasks.getOrDefault(row.get(HEALTH_RISK.ID), List.of()));
        });
    }

    private Map<UUID, List<Task>> tasks(List<UUID> risks) {
        return risks.isEmpty()
                ? Map.of()
                : sql
                        .select(
                                HEALTH_TASK.RISK_ID,
                                ACTIVITY.ID,
                                ACTIVITY.SUBJECT,
                                ACTIVITY.DUE_ON,
                                MEMBER.NAME,
                                ACTIVITY.DONE_AT.isNotNull())
                        .from(HEALTH_TASK)
                        .join(ACTIVITY)
                        .on(ACTIVITY.WORKSPACE_ID.eq(HEALTH_TASK.WORKSPACE_ID))
                        .and(ACTIVITY.ID.eq(HEALTH_TASK.ACTIVITY_ID))
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(ACTIVITY.OWNER_ID))
                        .where(HEALTH_TASK.RISK_ID.in(risks))
                        .and(ACTIVITY.DELETED_AT.isNull())
                        .orderBy(HEALTH_TASK.POSITION)
                        .stream()
                        .collect(Collectors.groupingBy(
                                row -> row.value1(),
                                Collectors.mapping(
                                        row -> new Task(
                                                row.value2(),
                                                row.value3(),
                                                row.value4(),
                                                Objects.requireNonNullElse(row.value5(), ""),
                                                row.value6()),
                                        Collectors.toList())));
    }
}
