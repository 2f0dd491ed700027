package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Visible;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import io.diabolo.rules.Trial;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rules of health tried before they act: on one real customer, and on all of today. */
@Component
class HealthTrials {
    private final DSLContext sql;
    private final Rules rules;
    private final HealthScoring scoring;
    private final Playbooks playbooks;
    private final HealthType type;
    private final Texts texts;

    HealthTrials(
            DSLContext sql, Rules rules, HealthScoring scoring, Playbooks playbooks, HealthType type, Texts texts) {
        this.sql = sql;
        this.rules = rules;
        this.scoring = scoring;
        this.playbooks = playbooks;
        this.type = type;
        this.texts = texts;
    }

    private record Named(UUID id, UUID company, String name) {}

    /** The customer of that name that falls short the most; null when there is none that {@code me} may see. */
    private @Nullable Named find(String named, Actor me) {
        if (named.indexOf('\0') >= 0) {
            return null;
        }
        var text = named.strip();
        return sql.select(HEALTH.ID, HEALTH.COMPANY_ID, COMPANY.NAME)
                .from(HEALTH)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(Visible.to(me, type))
                .and(
                        text.isEmpty()
                                ? DSL.noCondition()
                                : DSL.condition("{0} ^@ fold({1})", COMPANY.NAME_KEY, DSL.val(text)))
                .orderBy(HEALTH.SCORE, HEALTH.ID)
                .limit(1)
                .fetchOne(row -> new Named(row.value1(), row.value2(), row.value3()));
    }

    @Transactional(readOnly = true)
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        var customer = find(named, me);
        if (customer == null) {
            return null;
        }
        var points = candidate.purpose().equals(HealthRules.ID);
        var names = playbooks.names(me.locale());
        var run = rules.run(candidate);
        var verdicts = run.of(customer.id(), sql, me.locale());
        var lines = verdicts.stream()
                .map(one -> new Trial.Line(
                        one.says(), one.holds(), gives(one.rule(), points, names, me), one.broken() != null))
                .toList();
        var first = verdicts.stream().filter(one -> one.holds()).findFirst();
        var sum = candidate.setting(HealthRules.START)
                + verdicts.stream()
                        .filter(one -> one.holds())
                        .mapToLong(one -> one.rule().points())
                        .sum();
        var total = points
                ? texts.text(me.locale(), "health.score.of", Math.clamp(sum, 0, 100))
                : first.map(one -> names.getOrDefault(one.rule().outcome(), ""))
                        .orElseGet(() -> texts.text(me.locale(), "risk.no"));
        return new Trial(customer.name(), "/companies/" + customer.company() + "/health", total, lines);
    }

    private String gives(Rule rule, boolean points, Map<String, String> names, Actor me) {
        return points
                ? texts.text(me.locale(), rule.points() < 0 ? "health.minus" : "health.plus", Math.abs(rule.points()))
                : names.getOrDefault(rule.outcome(), "");
    }

    /** The present score and the other, side by side, of all customers as they are measured now. */
    @Transactional(readOnly = true)
    public Replay replay(RuleSet candidate, Actor me) {
        var after = scoring.scored(rules.run(candidate), Visible.to(me, type)).asTable("after");
        var fresh = field("after.score", Short.class);
        var from = after.join(HEALTH).on(HEALTH.ID.eq(field("after.id", UUID.class)));
        var changes = HEALTH.SCORE.ne(fresh);
        var counts =
                sql.select(count(), count().filterWhere(changes)).from(from).fetchSingle();
        var lines = sql.select(HEALTH.COMPANY_ID, COMPANY.NAME, HEALTH.SCORE, fresh)
                .from(from)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(changes)
                .orderBy(abs(HEALTH.SCORE.minus(fresh)).desc(), HEALTH.ID)
                .limit(Replay.SHOWN)
                .fetch(row ->
                        line(row.value1(), row.value2(), String.valueOf(row.value3()), String.valueOf(row.value4())));
        return new Replay(counts.value1(), counts.value2(), lines);
    }

    private static Replay.Line line(UUID company, String name, String before, String after) {
        return new Replay.Line(company, name, "/companies/" + company + "/health", before, after);
    }

    /** Which playbook answers each customer, now and with the other rules. */
    @Transactional(readOnly = true)
    public Replay risks(RuleSet candidate, Actor me) {
        var names = playbooks.names(me.locale());
        var none = texts.text(me.locale(), "risk.no");
        var present = rules.run(RiskRules.ID);
        var other = rules.run(candidate);
        var before = Risks.first(present);
        var after = Risks.first(other);
        var rows = sql.select(HEALTH.COMPANY_ID, HEALTH.ID, before.as("before"), after.as("after"))
                .from(present.from())
                .where(Visible.to(me, type))
                .fetch();
        var changed = rows.stream()
                .map(row -> new Changed(
                        row.value1(),
                        outcome(present.set(), row.value3(), names, none),
                        outcome(other.set(), row.value4(), names, none)))
                .filter(one -> !one.before().equals(one.after()))
                .toList();
        var shown = changed.stream().limit(Replay.SHOWN).toList();
        var called = sql.select(COMPANY.ID, COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.in(shown.stream().map(Changed::company).toList()))
                .fetchMap(COMPANY.ID, COMPANY.NAME);
        return new Replay(
                rows.size(),
                changed.size(),
                shown.stream()
                        .map(one ->
                                line(one.company(), called.getOrDefault(one.company(), ""), one.before(), one.after()))
                        .toList());
    }

    private record Changed(UUID company, String before, String after) {}

    private static String outcome(RuleSet set, @Nullable Integer place, Map<String, String> names, String none) {
        if (place == null) {
            return none;
        }
        List<Rule> active = set.active();
        return names.getOrDefault(active.get(place).outcome(), "");
    }
}
