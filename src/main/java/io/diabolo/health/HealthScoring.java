package io.diabolo.health;

import static io.diabolo.jooq.Tables.HEALTH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.RuleSet;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores customers by the rules, any number in one statement: what all begin with and the points of each rule that holds,
 * from 0 to 100. Which rules held is kept with the score, so that it explains itself also when the rules are others by then.
 */
@Component
class HealthScoring {
    /** Against so many days ago a score is compared. */
    static final int COMPARED = 30;

    /** A row a day, and only where something is other than on the last one. */
    private static final String REMEMBER = """
            insert into health_day (company_id, day, score, band, lines)
            select h.company_id, {1}, h.score, h.band, h.lines from health h
            left join lateral (
                select d.score, d.band, d.lines from health_day d where d.company_id = h.company_id and d.day <= {1}
                order by d.day desc limit 1) d on true
            where h.company_id = any({0}) and (d.score, d.band, d.lines) is distinct from (h.score, h.band, h.lines)
            order by h.company_id
            on conflict (workspace_id, company_id, day) do update
            set score = excluded.score, band = excluded.band, lines = excluded.lines
            """;

    private static final String COMPARE = """
            update health h set change = h.score - c.score
            from (select x.company_id, coalesce(
                      (select d.score from health_day d where d.company_id = x.company_id and d.day <= {1}::date - {2}
                       order by d.day desc limit 1),
                      (select d.score from health_day d where d.company_id = x.company_id order by d.day limit 1)) as score
                  from health x where x.company_id = any({0})) c
            where h.company_id = c.company_id and h.change is distinct from h.score - c.score
            """;

    private final DSLContext sql;
    private final JsonMapper json;

    HealthScoring(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Scores these customers and notes the day, where it is another. @return how many got another score, band or reason */
    int score(RuleRun run, Collection<UUID> companies, LocalDate today) {
        if (companies.isEmpty()) {
            return 0;
        }
        var ids = companies.toArray(UUID[]::new);
        var scored = scored(run, HEALTH.COMPANY_ID.eq(any(ids))).asTable("scored");
        var score = field("scored.score", Short.class);
        var band = field("scored.band", String.class);
        var lines = field("scored.lines", JSONB.class);
        var changed = sql.update(HEALTH)
                .set(HEALTH.SCORE, score)
                .set(HEALTH.BAND, band)
                .set(HEALTH.LINES, lines)
                .from(scored)
                .where(HEALTH.ID.eq(field("scored.id", UUID.class)))
                .and(condition(
                        "({0}, {1}, {2}) is distinct from ({3}, {4}, {5})",
                        HEALTH.SCORE, HEALTH.BAND, HEALTH.LINES, score, band, lines))
                .execute();
        sql.execute(REMEMBER, val(ids), val(today));
        sql.execute(COMPARE, val(ids), val(today), inline(COMPARED));
        return changed;
    }

    /** id, score, band and lines of the customers that fulfil a condition, as these rules have it; nothing is written. */
    Select<Record4<UUID, Short, String, JSONB>> scored(RuleRun run, Condition which) {
        var set = run.set();
        Field<Short> score = field(
                "least(100, greatest(0, {0} + {1}))::smallint",
                Short.class, inline(set.setting(HealthRules.START)), run.points());
        var inner = select(HEALTH.ID.as("id"), score.as("score"), lines(run).as("lines"))
                .from(run.from())
                .where(which)
                .asTable("judged");
        var judged = field("judged.score", Short.class);
        return select(
                        field("judged.id", UUID.class).as("id"),
                        judged.as("score"),
                        band(judged, set).as("band"),
                        field("judged.lines", JSONB.class).as("lines"))
                .from(inner);
    }

    private static Field<String> band(Field<Short> score, RuleSet set) {
        return when(score.ge(inline((short) set.setting(HealthRules.GOOD_FROM))), inline(HealthBand.GOOD.id()))
                .when(score.ge(inline((short) set.setting(HealthRules.WATCH_FROM))), inline(HealthBand.WATCH.id()))
                .otherwise(inline(HealthBand.RISK.id()));
    }

    /** The rules that hold, in their order. */
    private Field<JSONB> lines(RuleRun run) {
        var all = run.set().active().stream()
                .map(rule -> when(run.holds(rule), DSL.inline(kept(rule))))
                .toList();
        return all.isEmpty()
                ? inline(JSONB.valueOf("[]"))
                : field(
                        "coalesce((select jsonb_agg(one.line order by one.place) from unnest(array[{0}])"
                                + " with ordinality as one (line, place) where one.line is not null), '[]')",
                        JSONB.class, DSL.list(all));
    }

    private JSONB kept(Rule rule) {
        return JSONB.valueOf(json.writeValueAsString(HeldRule.of(rule)));
    }

    /** What stands in the column lines. */
    List<HeldRule> read(JSONB lines) {
        return List.of(json.readValue(lines.data(), HeldRule[].class));
    }
}
