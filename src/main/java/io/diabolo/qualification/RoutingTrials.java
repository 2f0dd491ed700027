package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.identity.SalesRoles;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Visible;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import io.diabolo.rules.Trial;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Routing rules tried before they act. A replay tells which rule would have decided, not whose turn it would have been: who
 * was absent or full on a past day isn't known any more.
 */
@Component
class RoutingTrials {
    /** The newest of the month; beyond it a page would wait. */
    static final int MOST = 20_000;

    private static final int STEP = 1_000;
    private static final String AN_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private final DSLContext sql;
    private final Rules rules;
    private final LeadType type;
    private final LeadsByName names;
    private final Texts texts;
    private final Clock clock;

    RoutingTrials(DSLContext sql, Rules rules, LeadType type, LeadsByName names, Texts texts, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.type = type;
        this.names = names;
        this.texts = texts;
        this.clock = clock;
    }

    /** Account owner, the roles, the teams, the members: by what a rule holds, as people call them. */
    @Transactional(readOnly = true)
    public Map<String, String> outcomes(Actor me) {
        var all = new LinkedHashMap<String, String>();
        all.put("account_owner", texts.text(me.locale(), "routing.account_owner"));
        SalesRoles.IDS.forEach(role -> all.put(
                "role:" + role, texts.text(me.locale(), "routing.role", texts.text(me.locale(), "role." + role))));
        sql.selectFrom(TEAM)
                .orderBy(TEAM.NAME_KEY)
                .limit(200)
                .forEach(team ->
                        all.put("team:" + team.getId(), texts.text(me.locale(), "routing.team", team.getName())));
        sql.select(MEMBER.ID, MEMBER.NAME)
                .from(MEMBER)
                .where(MEMBER.STATE.eq("active"))
                .orderBy(MEMBER.NAME_KEY)
                .limit(500)
                .forEach(member -> all.put("member:" + member.value1(), member.value2()));
        return all;
    }

    /** One that a rule holds, also a member who left, or one of more than can be chosen from. */
    @Transactional(readOnly = true)
    public String called(String outcome, Actor me) {
        var of = outcome.substring(outcome.indexOf(':') + 1);
        if (!of.matches(AN_ID)) {
            return outcomes(me).getOrDefault(outcome, outcome);
        }
        var id = UUID.fromString(of);
        var team = sql.select(TEAM.NAME).from(TEAM).where(TEAM.ID.eq(id)).fetchOne(TEAM.NAME);
        if (team != null) {
            return texts.text(me.locale(), "routing.team", team);
        }
        var member =
                sql.select(MEMBER.NAME).from(MEMBER).where(MEMBER.ID.eq(id)).fetchOne(MEMBER.NAME);
        return member == null ? outcome : member;
    }

    @Transactional(readOnly = true)
    public boolean isOutcome(String outcome) {
        if (outcome.equals("account_owner")) {
            return true;
        }
        var kind = outcome.substring(0, Math.max(0, outcome.indexOf(':')));
        var of = outcome.substring(outcome.indexOf(':') + 1);
        if (kind.equals("role")) {
            return SalesRoles.IDS.contains(of);
        }
        if (!of.matches(AN_ID)) {
            return false;
        }
        var id = UUID.fromString(of);
        return switch (kind) {
            case "team" -> sql.fetchExists(TEAM, TEAM.ID.eq(id));
            case "member" -> sql.fetchExists(MEMBER, MEMBER.ID.eq(id), MEMBER.STATE.ne("left"));
            default -> false;
        };
    }

    @Transactional(readOnly = true)
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        var lead = names.find(named, me);
        if (lead == null) {
            return null;
        }
        var run = rules.run(candidate);
        var called = outcomes(me);
        var verdicts = run.of(lead.id(), sql, me.locale());
        var lines = verdicts.stream()
                .map(verdict -> new Trial.Line(
                        verdict.says(), verdict.holds(), called(called, verdict.rule()), verdict.broken() != null))
                .toList();
        var decides = verdicts.stream()
                .filter(verdict -> verdict.holds())
                .findFirst()
                .map(verdict -> called(called, verdict.rule()))
                .orElse(texts.text(me.locale(), "routing.nobody"));
        return new Trial(lead.name(), "/leads/" + lead.id(), decides, lines);
    }

    private static String called(Map<String, String> outcomes, Rule rule) {
        return outcomes.getOrDefault(rule.outcome(), rule.outcome());
    }

    @Transactional(readOnly = true)
    public Replay replay(RuleSet candidate, Actor me) {
        var before = rules.run(RoutingRules.ID);
        var after = rules.run(candidate);
        var called = outcomes(me);
        var nobody = texts.text(me.locale(), "routing.nobody");
        var looked = new LinkedHashMap<UUID, String>();
        sql.select(LEAD.ID, LEAD.NAME)
                .from(LEAD)
                .where(LEAD.DELETED_AT.isNull())
                .and(LEAD.CREATED_AT.gt(clock.instant().minus(ScoreTrials.MONTH).atOffset(ZoneOffset.UTC)))
                .and(Visible.to(me, type))
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(MOST)
                .forEach(row -> looked.put(row.value1(), row.value2()));
        var changed = 0L;
        var lines = new ArrayList<Replay.Line>();
        var ids = List.copyOf(looked.keySet());
        for (var from = 0; from < ids.size(); from += STEP) {
            var some = ids.subList(from, Math.min(ids.size(), from + STEP));
            var old = outcomes(before, some);
            var fresh = outcomes(after, some);
            for (var id : some) {
                var was = old.getOrDefault(id, "");
                var becomes = fresh.getOrDefault(id, "");
                if (!was.equals(becomes)) {
                    changed++;
                    if (lines.size() < Replay.SHOWN) {
                        lines.add(new Replay.Line(
                                id,
                                looked.getOrDefault(id, ""),
                                "/leads/" + id,
                                called.getOrDefault(was, was.isEmpty() ? nobody : was),
                                called.getOrDefault(becomes, becomes.isEmpty() ? nobody : becomes)));
                    }
                }
            }
        }
        return new Replay(looked.size(), changed, lines);
    }

    private Map<UUID, String> outcomes(RuleRun run, List<UUID> leads) {
        var all = new HashMap<UUID, String>();
        run.values(leads, sql).forEach((id, values) -> {
            var first = run.first(values);
            all.put(id, first == null ? "" : first.outcome());
        });
        return all;
    }
}
