package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.with;

import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.Rules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Scores leads by the rules, any number in one statement. Fit is the sum of the rules that hold; intent the sum over the
 * touches of the lead and its person of points × 0.5 ^ (age in days ÷ half-life); the score is their sum, from 0 to 100.
 * A score that a person or a file gave stays; a lead that was closed keeps the score it was closed with.
 */
@Component
class Scoring {
    /** After so many half-lives a touch is worth a thousandth, and isn't read. */
    private static final long FADED = 10;

    private final DSLContext sql;
    private final Rules rules;
    private final Clock clock;

    Scoring(DSLContext sql, Rules rules, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.clock = clock;
    }

    /** Which leads are scored at all. */
    static final Condition OPEN = LEAD.DELETED_AT
            .isNull()
            .and(LEAD.STATUS.in("new", "working", "nurturing"))
            .and(LEAD.SCORE.isNull().or(LEAD.SCORE_BASIS.eq("rules")));

    /** Scores these leads anew, as far as they are {@link #OPEN}. @return how many got another score */
    int score(Collection<UUID> leads) {
        // An array, by which the planner knows how many they are; of a range of ids it thinks that nothing lies in it.
        var which = LEAD.ID.eq(any(leads.toArray(UUID[]::new)));
        return leads.isEmpty() ? 0 : score(rules.run(FitRules.ID), rules.run(IntentRules.ID), which);
    }

    private int score(RuleRun fit, RuleRun intent, Condition which) {
        var scored = scored(fit, intent, which.and(OPEN)).asTable("scored");
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
    Select<Record3<UUID, Short, Short>> scored(RuleRun fit, RuleRun intent, Condition which) {
        // Materialized: however few the planner expects, they are read once, and not for each lead.
        var ofPerson = name("of_person")
                .fields("subject", "points")
                .asMaterialized(touches(intent, ACTIVITY.PERSON_ID, noCondition(), which));
        var ofLead = name("of_lead")
                .fields("subject", "points")
                .asMaterialized(touches(intent, ACTIVITY.LEAD_ID, ACTIVITY.PERSON_ID.isNull(), which));
        Table<?> from = fit.from()
                .leftJoin(ofPerson)
                .on(LEAD.PERSON_ID.eq(field("of_person.subject", UUID.class)))
                .leftJoin(ofLead)
                .on(LEAD.ID.eq(field("of_lead.subject", UUID.class)));
        Field<Short> intents = field(
                "least(100, round(coalesce(of_person.points, 0) + coalesce(of_lead.points, 0)))::smallint",
                Short.class);
        Field<Short> fits = field("least(100, greatest(-100, {0}))::smallint", Short.class, fit.points());
        return with(ofPerson)
                .with(ofLead)
                .select(LEAD.ID.as("id"), fits.as("fit"), intents.as("intent"))
                .from(from)
                .where(LEAD.DELETED_AT.isNull())
                .and(which);
    }

    /** The touches' worth by person, or by lead for those that name no person. */
    private Select<Record2<UUID, BigDecimal>> touches(
            RuleRun intent, TableField<?, UUID> subject, Condition only, Condition which) {
        var leads = subject.equals(ACTIVITY.LEAD_ID)
                ? select(LEAD.ID).from(LEAD).where(which)
                : select(LEAD.PERSON_ID).from(LEAD).where(which);
        return select(subject.as("subject"), sum(worth(intent, intent.points())).as("points"))
                .from(intent.from())
                .where(subject.isNotNull())
                .and(only)
                .and(subject.in(leads))
                .and(counted(intent))
                .groupBy(subject);
    }

    private Condition counted(RuleRun intent) {
        var oldest = now().minusDays(Math.multiplyExact(FADED, intent.set().setting(IntentRules.HALF_LIFE)));
        return ACTIVITY.DELETED_AT.isNull().and(ACTIVITY.AT.gt(oldest)).and(ACTIVITY.AT.le(now()));
    }

    private Field<BigDecimal> worth(RuleRun intent, Field<Integer> points) {
        return field(
                "({0} * power(0.5::float8, (extract(epoch from ({1} - {2})) / {3})::float8))::numeric",
                BigDecimal.class,
                points,
                val(now()),
                ACTIVITY.AT,
                inline(intent.set().setting(IntentRules.HALF_LIFE) * 86_400L));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What one intent rule makes of a lead's touches. */
    record Touched(Rule rule, int touches, double points) {}

    /** Of each active intent rule how many touches matched, and what they are worth today. */
    List<Touched> touched(RuleRun intent, UUID lead) {
        // Equal to one value and not among a list of one: so each side of the "or" has its index.
        var person = field(select(LEAD.PERSON_ID).from(LEAD).where(LEAD.ID.eq(lead)));
        Condition theirs =
                ACTIVITY.PERSON_ID.eq(person).or(ACTIVITY.PERSON_ID.isNull().and(ACTIVITY.LEAD_ID.eq(lead)));
        return intent.set().active().stream()
                .map(rule -> {
                    var holds = intent.holds(rule);
                    var row = sql.select(
                                    DSL.count(when(holds, inline(1))),
                                    sum(worth(
                                            intent,
                                            when(holds, inline(rule.points())).otherwise(inline(0)))))
                            .from(intent.from())
                            .where(theirs)
                            .and(counted(intent))
                            .fetchSingle();
                    return new Touched(
                            rule,
                            row.value1(),
                            row.value2() == null ? 0 : row.value2().doubleValue());
                })
                .toList();
    }
}
