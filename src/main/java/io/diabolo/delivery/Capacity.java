package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.diabolo.pipeline.Pipeline;
import io.diabolo.pipeline.Pipelines;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many onboardings there are and will be, against what the CSMs can lead at once. What is coming is the open new
 * business by the month in which it is expected, each sale weighted by how likely its stage makes it; each then lasts as
 * long as onboardings usually did.
 */
@Service
class Capacity {
    static final int MONTHS = 6;
    /** How many onboardings a CSM leads at once, unless somebody asks for another number. */
    static final int AT_ONCE = 8;

    static final int MOST_AT_ONCE = 100;
    /** How long an onboarding lasts where none has gone live yet, in days. */
    private static final int USUAL_DAYS = 60;

    private static final int MONTH_DAYS = 30;
    private static final double PERCENT = 100;

    private final DSLContext sql;
    private final Pipelines pipelines;
    private final OnboardingRules rules;

    Capacity(DSLContext sql, Pipelines pipelines, OnboardingRules rules) {
        this.sql = sql;
        this.pipelines = pipelines;
        this.rules = rules;
    }

    /** @param late how many of them look like going live later than planned */
    record Lead(String name, int running, int late) {}

    /**
     * @param running those that run today and aren't live by then
     * @param coming expected ones that began by then and aren't live yet, weighted
     * @param capacity what all CSMs together can lead at once
     */
    record Month(YearMonth month, int running, double coming, int capacity) {
        double free() {
            return capacity - running - coming;
        }
    }

    /** Steps of a role that are open, and how many of them are late. */
    record Work(String role, int open, int late) {}

    /** @param days how long onboardings usually last; {@code usual} where that isn't known from own ones */
    record Outlook(int atOnce, int days, boolean usual, List<Lead> leads, List<Month> months, List<Work> work) {
        /** The first month in which there are more than can be led; null when there is none. */
        @Nullable
        Month tight() {
            return months.stream().filter(month -> month.free() < 0).findFirst().orElse(null);
        }
    }

    @Transactional(readOnly = true)
    public Outlook outlook(int atOnce, Locale locale) {
        var today = rules.today();
        var leads = leads();
        var known = usualDays();
        var days = known == null ? USUAL_DAYS : known;
        var coming = coming(today, locale);
        var ends = sql.select(ONBOARDING.FORESEEN_ON)
                .from(ONBOARDING)
                .where(ONBOARDING.STATE.eq("running"))
                .and(ONBOARDING.DELETED_AT.isNull())
                .fetch(ONBOARDING.FORESEEN_ON);
        var last = Math.max(1, Math.ceilDiv(days, MONTH_DAYS));
        var months = new ArrayList<Month>();
        for (var at = 0; at < MONTHS; at++) {
            var month = YearMonth.from(today).plusMonths(at);
            var from = at == 0 ? today : month.atDay(1);
            var running = (int) ends.stream().filter(end -> !end.isBefore(from)).count();
            var sum = 0.0;
            for (var back = 0; back < last; back++) {
                sum += coming.getOrDefault(month.minusMonths(back), 0.0);
            }
            months.add(new Month(month, running, sum, leads.size() * atOnce));
        }
        return new Outlook(atOnce, days, known == null, leads, months, work(today));
    }

    private List<Lead> leads() {
        return sql.select(
                        MEMBER.NAME,
                        count(ONBOARDING.ID),
                        count(ONBOARDING.ID).filterWhere(ONBOARDING.FORESEEN_ON.gt(ONBOARDING.GO_LIVE_ON)))
                .from(MEMBER)
                .leftJoin(ONBOARDING)
                .on(ONBOARDING.WORKSPACE_ID.eq(MEMBER.WORKSPACE_ID))
                .and(ONBOARDING.OWNER_ID.eq(MEMBER.ID))
                .and(ONBOARDING.STATE.eq("running"))
                .and(ONBOARDING.DELETED_AT.isNull())
                .where(MEMBER.STATE.eq("active"))
                .and(DSL.condition("{0} = any ({1})", val("csm"), MEMBER.ROLES))
                .groupBy(MEMBER.ID, MEMBER.NAME)
                .orderBy(count(ONBOARDING.ID).desc(), MEMBER.NAME)
                .fetch(row -> new Lead(row.value1(), row.value2(), row.value3()));
    }

    /** The median of those that went live; null until one has. */
    private @Nullable Integer usualDays() {
        return sql.select(field(
                        "percentile_disc(0.5) within group (order by {0} - {1})",
                        Integer.class, ONBOARDING.LIVE_ON, ONBOARDING.SIGNED_ON))
                .from(ONBOARDING)
                .where(ONBOARDING.STATE.eq("live"))
                .and(ONBOARDING.DELETED_AT.isNull())
                .fetchSingle()
                .value1();
    }

    /** What should have closed already is expected now. */
    private TreeMap<YearMonth, Double> coming(LocalDate today, Locale locale) {
        Field<LocalDate> month =
                field("first_of_month(greatest({0}, {1}))", LocalDate.class, OPPORTUNITY.CLOSE_DATE, DSL.inline(today));
        var all = new TreeMap<YearMonth, Double>();
        sql.select(OPPORTUNITY.PIPELINE, OPPORTUNITY.STAGE, month, count())
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.STAGE.in(Pipeline.OPEN))
                .and(OPPORTUNITY.TYPE.eq("new_business"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.CLOSE_DATE.isNotNull())
                .groupBy(OPPORTUNITY.PIPELINE, OPPORTUNITY.STAGE, month)
                .forEach(row -> {
                    var chance = pipelines
                                    .of(row.value1(), locale)
                                    .stage(row.value2())
                                    .probability()
                            / PERCENT;
                    all.merge(YearMonth.from(row.value3()), row.value4() * chance, Double::sum);
                });
        return all;
    }

    private List<Work> work(LocalDate today) {
        return sql.select(ONBOARDING_STEP.ROLE, count(), count().filterWhere(ONBOARDING_STEP.DUE_ON.lt(today)))
                .from(ONBOARDING_STEP)
                .join(ONBOARDING)
                .on(ONBOARDING.WORKSPACE_ID.eq(ONBOARDING_STEP.WORKSPACE_ID))
                .and(ONBOARDING.ID.eq(ONBOARDING_STEP.ONBOARDING_ID))
                .where(ONBOARDING.STATE.eq("running"))
                .and(ONBOARDING.DELETED_AT.isNull())
                .and(ONBOARDING_STEP.DONE_AT.isNull())
                .and(ONBOARDING_STEP.ROLE.isNotNull())
                .groupBy(ONBOARDING_STEP.ROLE)
                .orderBy(count().desc(), ONBOARDING_STEP.ROLE)
                .fetch(row -> new Work(row.value1(), row.value2(), row.value3()));
    }
}
