package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Scores leads by the rules, any number in one statement. Fit is the sum of the rules that hold; intent the sum over the
 * touches of the lead and its person, from every {@link IntentSource}, of points × 0.5 ^ (age in days ÷ half-life); the
 * score is their sum, from 0 to 100.
 * A score that a person or a file gave stays; a lead that was closed keeps the score it was closed with.
 */
@Component
class Scoring {
    /** After so many half-lives a touch is worth a thousandth, and isn't read. */
    private static final long FADED = 10;

    private final DSLContext sql;
    private final Rules rules;
    private final Supplier<List<IntentSource>> sources;
    private final Clock clock;

    Scoring(DSLContext sql, Rules rules, ObjectProvider<IntentSource> sources, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.sources = SingletonSupplier.of(() -> sources.orderedStream().toList());
        this.clock = clock;
    }

    /** Which leads are scored at all. */
    static final Condition OPEN = LEAD.DELETED_AT
            .isNull()
            .and(LEAD.STATUS.in("new", "working", "nurturing"))
            .and(LEAD.SCORE.isNull().or(LEAD.SCORE_BASIS.eq("rules")));

    /** All rules by which a lead is scored. */
    record Runs(RuleRun fit, List<Intent> intents) {
        /** In days, for every source alike: the workspace says it once. */
        long halfLife() {
            return intents.stream()
                    .map(one -> one.run().set())
                    .filter(set -> set.purpose().equals(IntentRules.ID))
                    .findFirst()
                    .orElseThrow()
                    .setting(IntentRules.HALF_LIFE);
        }
    }

    record Intent(IntentSource source, RuleRun run) {
        boolean isAny() {
            return !run.set().active().isEmpty();
        }
    }

    /** As the workspace has them. */
    Runs runs() {
        return runs(null);
    }

    /** With a set that nobody saved in the place of the present one of its purpose. */
    Runs runs(@Nullable RuleSet candidate) {
        return new Runs(
                run(FitRules.ID, candidate),
                sources.get().stream()
                        .map(source -> new Intent(source, run(source.id(), candidate)))
                        .toList());
    }

    private RuleRun run(String purpose, @Nullable RuleSet candidate) {
        return candidate != null && candidate.purpose().equals(purpose) ? rules.run(candidate) : rules.run(purpose);
    }

    /** Scores these leads anew, as far as they are {@link #OPEN}. @return how many got another score */
    int score(Collection<UUID> leads) {
        // An array, by which the planner knows how many they are; of a range of ids it thinks that nothing lies in it.
        var which = LEAD.ID.eq(any(leads.toArray(UUID[]::new)));
        return leads.isEmpty() ? 0 : score(runs(), which);
    }

    private int score(Runs runs, Condition which) {
        var scored = scored(runs, which.and(OPEN)).asTable("scored");
        var id = scored.field("id", UUID.class);
        var newFit = field("scored.fit", Short.class);
        var newIntent = field("scored.intent", Short.class);
        var total = total(newFit, newIntent);
        return sql.update(LEAD)
                .set(LEAD.FIT, newFit)
                .set(LEAD.INTENT, newIntent)
                .set(LEAD.SCORE, total)
                .set(LEAD.SCORE_BASIS, "rules")
                .from(scored)
                .where(LEAD.ID.eq(id))
                .and(condition(
                        "({0}, {1}, {2}) is distinct from ({3}, {4}, {5})",
                        LEAD.FIT, LEAD.INTENT, LEAD.SCORE, newFit, newIntent, total))
                .execute();
    }

    static Field<Short> total(Field<Short> fit, Field<Short> intent) {
        return field("least(100, greatest(0, {0} + {1}))::smallint", Short.class, fit, intent);
    }

    /** id, fit and intent of the leads that fulfil a condition, as these rules have it. */
    Select<Record3<UUID, Short, Short>> scored(Runs runs, Condition which) {
        var parts = new ArrayList<CommonTableExpression<?>>();
        var points = new ArrayList<Field<?>>();
        Table<?> from = runs.fit().from();
        for (var intent : runs.intents()) {
            if (intent.isAny()) {
                // Materialized: however few the planner expects, they are read once, and not for each lead.
                var ofPerson = part("of_person_" + intent.source().id(), worthOfPeople(runs, intent, which));
                var ofLead = part("of_lead_" + intent.source().id(), worthOfLeads(runs, intent, which));
                from = from.leftJoin(ofPerson)
                        .on(LEAD.PERSON_ID.eq(subject(ofPerson)))
                        .leftJoin(ofLead)
                        .on(LEAD.ID.eq(subject(ofLead)));
                parts.addAll(List.of(ofPerson, ofLead));
                points.addAll(List.of(points(ofPerson), points(ofLead)));
            }
        }
        Field<BigDecimal> sum = points.stream()
                .map(one -> field("coalesce({0}, 0)", BigDecimal.class, one))
                .reduce(Field::plus)
                .orElse(inline(BigDecimal.ZERO));
        Field<Short> intents = field("least(100, round({0}))::smallint", Short.class, sum);
        Field<Short> fits = field(
                "least(100, greatest(-100, {0}))::smallint",
                Short.class, runs.fit().points());
        return DSL.with(parts)
                .select(LEAD.ID.as("id"), fits.as("fit"), intents.as("intent"))
                .from(from)
                .where(LEAD.DELETED_AT.isNull())
                .and(which);
    }

    private static CommonTableExpression<?> part(String called, Select<Record2<UUID, BigDecimal>> worth) {
        return name(called).fields("subject", "points").asMaterialized(worth);
    }

    private static Field<UUID> subject(CommonTableExpression<?> part) {
        return field(name(part.getName(), "subject"), UUID.class);
    }

    private static Field<BigDecimal> points(CommonTableExpression<?> part) {
        return field(name(part.getName(), "points"), BigDecimal.class);
    }

    private Select<Record2<UUID, BigDecimal>> worthOfPeople(Runs runs, Intent intent, Condition which) {
        var person = intent.source().person();
        return worth(
                runs,
                intent,
                person,
                person.in(select(LEAD.PERSON_ID).from(LEAD).where(which)));
    }

    /** Of those that name no person. */
    private Select<Record2<UUID, BigDecimal>> worthOfLeads(Runs runs, Intent intent, Condition which) {
        var lead = intent.source().lead();
        var theirs = lead.in(select(LEAD.ID).from(LEAD).where(which))
                .and(intent.source().person().isNull());
        return worth(runs, intent, lead, theirs);
    }

    private Select<Record2<UUID, BigDecimal>> worth(Runs runs, Intent intent, Field<UUID> subject, Condition theirs) {
        return select(
                        subject.as("subject"),
                        sum(worth(runs, intent, intent.run().points())).as("points"))
                .from(intent.run().from())
                .where(subject.isNotNull())
                .and(theirs)
                .and(counted(runs, intent))
                .groupBy(subject);
    }

    private Condition counted(Runs runs, Intent intent) {
        var oldest = now().minusDays(Math.multiplyExact(FADED, runs.halfLife()));
        var source = intent.source();
        return source.counts().and(source.at().gt(oldest)).and(source.at().le(now()));
    }

    private Field<BigDecimal> worth(Runs runs, Intent intent, Field<Integer> points) {
        return field(
                "({0} * power(0.5::float8, (extract(epoch from ({1} - {2})) / {3})::float8))::numeric",
                BigDecimal.class, points, val(now()), intent.source().at(), inline(runs.halfLife() * 86_400L));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What one intent rule makes of a lead's touches. */
    record Touched(Rule rule, int touches, double points) {}

    /** Of each active rule of one source how many touches matched, and what they are worth today. */
    List<Touched> touched(Runs runs, Intent intent, UUID lead) {
        // Equal to one value and not among a list of one: so each side of the "or" has its index.
        var person = field(select(LEAD.PERSON_ID).from(LEAD).where(LEAD.ID.eq(lead)));
        var source = intent.source();
        var theirs = source.person()
                .eq(person)
                .or(source.person().isNull().and(source.lead().eq(lead)));
        var rules = intent.run().set().active();
        if (rules.isEmpty()) {
            return List.of();
        }
        var columns = new ArrayList<Field<?>>();
        for (var rule : rules) {
            var holds = intent.run().holds(rule);
            columns.add(DSL.count(when(holds, inline(1))));
            columns.add(sum(
                    worth(runs, intent, when(holds, inline(rule.points())).otherwise(inline(0)))));
        }
        var row = sql.select(columns)
                .from(intent.run().from())
                .where(theirs)
                .and(counted(runs, intent))
                .fetchSingle();
        var all = new ArrayList<Touched>();
        for (var i = 0; i < rules.size(); i++) {
            var worth = row.get(2 * i + 1, BigDecimal.class);
            all.add(new Touched(rules.get(i), row.get(2 * i, int.class), worth == null ? 0 : worth.doubleValue()));
        }
        return all;
    }
}
