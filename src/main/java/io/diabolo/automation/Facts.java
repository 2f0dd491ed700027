package io.diabolo.automation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Judges records as they were at the moment asked about: what was changed since is taken back from the values that its change set
 * kept. So a run that comes late, and a trial on last month, say the same as one at once would have said. What Diabolo keeps by
 * itself, such as a score, has no history and is taken as it is.
 */
@Component
class Facts {
    /** The values that the record had, of the columns that were changed since; the oldest change says it. */
    private static final String BEFORE = """
            (select coalesce(jsonb_object_agg(e.key, e.value order by c.at desc) filter (where e.key not like 'custom.%'), '{}')
                    || case when bool_or(e.key like 'custom.%')
                       then jsonb_build_object('custom', r.custom || jsonb_object_agg(substr(e.key, 8), e.value order by c.at desc)
                                filter (where e.key like 'custom.%'))
                       else '{}' end
                    || {2} as old
             from change c cross join lateral jsonb_each(c.before) e
             where c.record_type = {0} and c.record_id = r.id and c.kind = 'updated' and c.at > {1})
            """;
    /** The stage stands in the ledger. */
    private static final String STAGE = """
            coalesce((select jsonb_build_object('stage', (array[{2}])[e.from_stage])
                      from journey_entry e
                      where e.subject_id = r.id and e.subject_type = {0} and e.recorded_at > {1} and e.from_stage is not null
                      order by e.recorded_at, e.seq limit 1), '{}')
            """;

    private static final String RECORDS = """
            (select v.n as "asked", v.at as "asked_at", p.*
             from unnest({2}, {3}) with ordinality v(id, at, n)
             join {0} r on r.id = v.id
             left join lateral {1} o on true
             cross join lateral jsonb_populate_record(r, coalesce(o.old, '{}')) p) as {0}
            """;
    private static final String JOINED = """
            left join lateral (select p.*
             from {0} r
             left join lateral {1} o on true
             cross join lateral jsonb_populate_record(r, coalesce(o.old, '{}')) p
             where r.id = {2}) as {0} on true
            """;
    private final DSLContext sql;
    private final Rules rules;
    private final RecordTypes types;
    private final Clock clock;

    Facts(DSLContext sql, Rules rules, RecordTypes types, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.types = types;
        this.clock = clock;
    }

    record Moment(UUID record, Instant at) {}

    /** One condition, and whether it held. */
    record Said(String expression, boolean holds) {}

    static boolean hold(List<Said> all) {
        return all.stream().allMatch(Said::holds);
    }

    /** The conditions as the engine of rules runs them. */
    RuleRun run(Plan plan, Instant now) {
        var all = plan.conditions().stream()
                .distinct()
                .map(one -> Rule.giving(1, one))
                .toList();
        return rules.run(new RuleSet(null, AutomationRules.purpose(plan.recordType()), 0, all, Map.of()), now);
    }

    /** By place in the list; none for a record that isn't there, or that the keeper can't see. */
    Map<Integer, List<Said>> judge(Plan plan, List<Moment> moments, Actor keeper) {
        if (moments.isEmpty()) {
            return Map.of();
        }
        var run = run(plan, clock.instant());
        var type = types.byId(plan.recordType()).orElseThrow();
        var number = field(name(type.table().getName(), "asked"), Long.class);
        var at = field(name(type.table().getName(), "asked_at"), OffsetDateTime.class);
        var there = type.column("deleted_at", OffsetDateTime.class).isNull().and(Visible.to(keeper, type));
        var judged = new HashMap<Integer, List<Said>>();
        run.values(asTheyWere(type, moments), there, number, at, sql).forEach((n, values) -> {
            var said = new ArrayList<Said>();
            run.judged(values, keeper.locale())
                    .forEach(one -> said.add(new Said(one.rule().expression(), one.holds())));
            judged.put((int) (n - 1), said);
        });
        return judged;
    }

    private Table<?> asTheyWere(RecordType type, List<Moment> moments) {
        var ids = val(moments.stream().map(Moment::record).toArray(UUID[]::new));
        var ats = val(
                moments.stream().map(one -> one.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
        var own = DSL.sql(type.table().getName());
        var parts = new ArrayList<QueryPart>();
        parts.add(DSL.sql(RECORDS, own, before(type.id(), DSL.sql("v.at")), ids, ats));
        for (var reference : type.fields()) {
            var other = reference.name();
            if ((other.equals("company") || other.equals("person")) && other.equals(reference.reference())) {
                var moment = DSL.sql(type.table().getName() + ".asked_at");
                var id = DSL.sql(
                        type.table().getName() + "." + reference.column().getName());
                parts.add(DSL.sql(JOINED, DSL.sql(other), before(other, moment), id));
            }
        }
        return parts.size() == 1
                ? DSL.table("{0}", parts.getFirst())
                : DSL.table(parts.size() == 2 ? "{0} {1}" : "{0} {1} {2}", parts.toArray(QueryPart[]::new));
    }

    private static QueryPart before(String type, QueryPart moment) {
        return DSL.sql(BEFORE, DSL.inline(type), moment, stage(type, moment));
    }

    private static QueryPart stage(String type, QueryPart moment) {
        if (!type.equals("lead") && !type.equals("opportunity")) {
            return DSL.sql("'{}'");
        }
        var ids = java.util.Arrays.stream(io.diabolo.journey.Stage.values())
                .map(one -> DSL.inline(one.id()))
                .toArray(QueryPart[]::new);
        return DSL.sql(STAGE, DSL.inline(type), moment, DSL.list(ids));
    }

    /** Whether a record fulfils the conditions now, in SQL, of those that the keeper sees. */
    Condition now(RuleRun run, Plan plan, Actor keeper) {
        var type = types.byId(plan.recordType()).orElseThrow();
        var all = type.column("deleted_at", OffsetDateTime.class).isNull().and(Visible.to(keeper, type));
        for (var rule : run.set().active()) {
            all = all.and(DSL.condition("({0})", run.holds(rule)));
        }
        return all;
    }
}
