package io.diabolo.acquisition;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which campaigns and assets the leads of a period came from, and what each lead, qualified lead and customer cost. The
 * cohort are the leads made in the period; what became of them counts whenever it did. One code path serves page, API and
 * the leads behind a figure.
 */
@Service
class Attribution {
    /** A touch that is older has nothing to do with the lead any more. */
    static final int LOOKBACK_DAYS = 90;

    private static final int QUALIFIED = 3;
    private static final int WON = 7;
    private static final int MOST = 500;
    private final DSLContext sql;
    private final Workspaces workspaces;

    Attribution(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    /**
     * @param by campaign or asset
     * @param halfLife in days, for time decay
     */
    record Asked(String by, AttributionModel model, LocalDate from, LocalDate to, double halfLife) {
        boolean isByAsset() {
            return by.equals("asset");
        }
    }

    /** @param unattributed leads of the period without any touch that counts */
    record Answer(List<Line> lines, long leads, long unattributed) {}

    /**
     * One campaign or asset.
     *
     * @param leads its share of the leads, of the qualified ones and of the customers
     * @param touched how many leads had a touch of it
     */
    record Line(
            UUID id,
            String name,
            @Nullable Money cost,
            double leads,
            double qualified,
            double customers,
            long touched) {
        @Nullable
        Money perLead() {
            return per(leads);
        }

        @Nullable
        Money perQualified() {
            return per(qualified);
        }

        @Nullable
        Money perCustomer() {
            return per(customers);
        }

        private @Nullable Money per(double share) {
            return cost == null || share <= 0
                    ? null
                    : Money.rounded(
                            cost.value().divide(BigDecimal.valueOf(share), 6, RoundingMode.HALF_UP), cost.currency());
        }
    }

    /** A lead behind a figure, with its share. */
    record Behind(UUID lead, String name, LocalDate on, String stage, double share) {}

    /** The most leads on top; what cost something and brought none stands too. Reads lead_newest and touch_of_person. */
    @Transactional(readOnly = true)
    Answer of(Asked asked, Actor me) {
        var table = asked.isByAsset() ? "asset" : "campaign";
        var lines = sql.resultQuery(
                        """
                        with {0}, shares as (
                            select key, sum(weight) as leads,
                                   coalesce(sum(weight) filter (where furthest >= {1}), 0) as qualified,
                                   coalesce(sum(weight) filter (where furthest >= {2}), 0) as customers,
                                   count(distinct lead_id) as touched
                            from weighted group by key)
                        select t.id, t.name, t.cost_minor, t.currency, coalesce(s.leads, 0), coalesce(s.qualified, 0),
                               coalesce(s.customers, 0), coalesce(s.touched, 0)
                        from {3} t left join shares s on s.key = t.id
                        where t.deleted_at is null and (s.key is not null or t.cost_minor > 0)
                        order by 5 desc, 2, 1 limit {4}
                        """, weighted(asked, me), inline(QUALIFIED), inline(WON), DSL.sql(table), inline(MOST))
                .fetch(row -> new Line(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2) == null ? null : Money.ofMinor(row.get(2, Long.class), row.get(3, String.class)),
                        row.get(4, Double.class),
                        row.get(5, Double.class),
                        row.get(6, Double.class),
                        row.get(7, Long.class)));
        var counts = sql.resultQuery(
                        "with {0} select count(*), count(*) filter (where not exists"
                                + " (select from weighted w where w.lead_id = c.id)) from cohort c",
                        weighted(asked, me))
                .fetchSingle();
        return new Answer(lines, counts.get(0, Long.class), counts.get(1, Long.class));
    }

    /**
     * The leads of which a campaign or asset has a share, the largest first.
     *
     * @param what leads, qualified or customers
     */
    @Transactional(readOnly = true)
    List<Behind> behind(UUID key, String what, Asked asked, Actor me) {
        var reached = what.equals("customers") ? WON : what.equals("qualified") ? QUALIFIED : 0;
        return sql.resultQuery("""
                        with {0}
                        select l.id, l.name, (l.created_at at time zone {1})::date, l.stage, sum(w.weight)
                        from weighted w join lead l on l.id = w.lead_id
                        where w.key = {2} and w.furthest >= {4} group by l.id, l.name, l.created_at, l.stage
                        order by 5 desc, l.created_at desc, l.id limit {3}
                        """, weighted(asked, me), zone(), val(key), inline(MOST), inline(reached))
                .fetch(row -> new Behind(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, LocalDate.class),
                        row.get(3, String.class),
                        row.get(4, Double.class)));
    }

    /** The cohort, and the share of each touch in its lead. */
    private QueryPart weighted(Asked asked, Actor me) {
        return DSL.sql(
                """
                cohort as materialized (
                    select l.id, l.created_at, l.person_id, coalesce(j.furthest_stage, 0) as furthest
                    from lead l left join journey j on j.id = l.journey_id
                    where l.created_at >= ({0}::date)::timestamp at time zone {1}
                      and l.created_at < ({2}::date + 1)::timestamp at time zone {1}
                      and l.deleted_at is null and {3}),
                ordered as (
                    select c.id as lead_id, c.furthest, t.{4} as key,
                           row_number() over (partition by c.id order by t.at, t.id) as n,
                           count(*) over (partition by c.id) as whole,
                           power(2.0::float8, -extract(epoch from c.created_at - t.at)::float8 / 86400 / {5}) as fresh
                    from cohort c join touch t on t.person_id = c.person_id and t.{4} is not null
                     and t.at > c.created_at - make_interval(days => {6}) and t.at <= c.created_at + interval '5 minutes'),
                weighted as (select lead_id, furthest, key, {7} as weight from ordered)
                """,
                val(asked.from()),
                zone(),
                val(asked.to()),
                seen(me),
                DSL.sql(asked.isByAsset() ? "asset_id" : "campaign_id"),
                inline(asked.halfLife()),
                inline(LOOKBACK_DAYS),
                DSL.sql(asked.model().weight()));
    }

    private org.jooq.Field<String> zone() {
        return val(workspaces.settings().zone().getId());
    }

    /** Of the leads that one sees. */
    private static Condition seen(Actor me) {
        return me.visibility() instanceof Visibility.All
                ? condition("true")
                : Visible.to(me, List.of(field("l.owner_id", UUID.class)));
    }

    /** What the whole cost, where it is of one currency; null elsewhere. */
    static @Nullable Money total(List<Line> lines) {
        Money sum = null;
        for (var line : lines) {
            var cost = line.cost();
            if (cost != null) {
                if (sum != null && !sum.currency().equals(cost.currency())) {
                    return null;
                }
                sum = sum == null ? cost : sum.plus(cost);
            }
        }
        return sum;
    }
}
