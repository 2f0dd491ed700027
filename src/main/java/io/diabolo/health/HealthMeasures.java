package io.diabolo.health;

import static io.diabolo.jooq.Tables.USAGE_DAY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Workspaces;
import io.diabolo.usage.Adoption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Measures customers, any number by one statement: contracts and their money, use, tickets, answers, people, onboarding,
 * promised value. What nobody knows is null, so that no rule holds by it. A company without a running contract is no
 * customer and has no row.
 */
@Component
class HealthMeasures {
    private static final String MEASURE = """
            with asked as materialized (
                select c.id, c.owner_id from company c
                where c.id = any({0}) and c.deleted_at is null
                  and exists (select from contract k where k.company_id = c.id and k.state = 'running' and k.deleted_at is null)),
            contracts as materialized (
                select company_id, count(*) filter (where state = 'running') as running, min(starts_on) as since,
                       min(notice_on) filter (where state = 'running' and notice_on >= {1}) as notice_on,
                       min(renewal_on) filter (where state = 'running' and renewal_on >= {1}) as renewal_on,
                       bool_or(ends_on is not null) filter (where state = 'running') as giving,
                       (array_agg(csm_id order by starts_on desc, id) filter (where state = 'running' and csm_id is not null))[1] as csm_id,
                       (array_agg(owner_id order by starts_on desc, id) filter (where state = 'running' and owner_id is not null))[1] as am_id
                from contract where company_id = any({0}) and deleted_at is null group by company_id),
            money as materialized (
                select customer_id, sum(monthly_minor) filter (where month <= {1}) as now,
                       sum(monthly_minor) filter (where month <= {1}::date - 90) as before
                from mrr_movement where customer_id = any({0}) group by customer_id),
            uses as materialized ({2}),
            tickets as materialized (
                select company_id, count(*) as open, count(*) filter (where priority in ('high', 'urgent')) as urgent
                from ticket where company_id = any({0}) and deleted_at is null and status in ('new', 'open', 'pending', 'on_hold')
                group by company_id),
            breaches as materialized (
                select t.company_id, count(*) as n
                from ticket t join clock k on k.workspace_id = t.workspace_id and k.subject_type = 'ticket' and k.subject_id = t.id
                where t.company_id = any({0}) and t.deleted_at is null and k.breached_at > {3}::timestamptz - interval '90 days'
                group by t.company_id),
            answers as materialized (
                select distinct on (company_id, kind) company_id, kind, score
                from (select company_id, kind, score, answered_at from survey_response
                      where company_id = any({0}) and kind in ('nps', 'csat') and deleted_at is null
                      union all
                      select company_id, 'csat', csat, csat_at from ticket
                      where company_id = any({0}) and csat is not null and deleted_at is null) a
                where answered_at > {3}::timestamptz - interval '365 days'
                order by company_id, kind, answered_at desc),
            sponsors as materialized (
                select o.company_id from opportunity o
                join stakeholder s on s.workspace_id = o.workspace_id and s.opportunity_id = o.id and s.deleted_at is null
                     and s.part in ('champion', 'economic_buyer')
                join person p on p.workspace_id = s.workspace_id and p.id = s.person_id
                where o.company_id = any({0}) and o.stage = 'won' and o.deleted_at is null
                  and (p.company_id <> o.company_id
                       or exists (select from person_position w where w.person_id = p.id and w.company_id = o.company_id
                                  and w.ended_on <= {1}))
                group by o.company_id),
            late as materialized (
                select company_id, max(greatest(foreseen_on, {1}) - go_live_on) as days from onboarding
                where company_id = any({0}) and state = 'running' and deleted_at is null group by company_id),
            gains as materialized (
                select company_id, round(avg(reached))::integer as reached,
                       count(*) filter (where state = 'missed' or state = 'open' and due_on < {1}) as missed
                from value_metric where company_id = any({0}) and deleted_at is null group by company_id),
            orders as materialized (
                select company_id, count(*) as late from sales_order
                where company_id = any({0}) and state in ('open', 'complete') and deliver_on < {1} and deleted_at is null
                group by company_id)
            insert into health as h (
                company_id, owner_id, am_id, company_owner_id, mrr_minor, currency, mrr_change, customer_since, contracts, notice_on,
                days_to_notice, renewal_on, days_to_renewal, notice_given, usage_days, usage_trend, features_used, adoption,
                idle_days, open_tickets, urgent_tickets, breached_promises, csat, nps, sponsor_left, silent_days, onboarding_late,
                value_reached, values_missed, late_orders, measured_at)
            select a.id, coalesce(k.csm_id, a.owner_id, k.am_id), k.am_id, a.owner_id, coalesce(m.now, 0), {4},
                   case when m.before > 0 then least(9999, round(100.0 * (coalesce(m.now, 0) - m.before) / m.before))::integer end,
                   k.since, k.running, k.notice_on, k.notice_on - {1}::date, k.renewal_on, k.renewal_on - {1}::date, k.giving,
                   case when l.day is not null then coalesce(u.active, 0) end,
                   case when u.before > 0 then least(9999, round(100.0 * (u.uses - u.before) / u.before))::integer end,
                   case when l.day is not null then coalesce(u.features, 0) end,
                   case when l.day is not null then round(100.0 * coalesce(u.features, 0) / nullif({5}, 0))::integer end,
                   {1}::date - l.day, coalesce(t.open, 0), coalesce(t.urgent, 0), coalesce(b.n, 0), csat.score, nps.score,
                   sponsors.company_id is not null, {1}::date - s.day, greatest(0, coalesce(late.days, 0)),
                   least(999, greatest(-999, gains.reached)), coalesce(gains.missed, 0), coalesce(orders.late, 0), {3}
            from asked a
            join contracts k on k.company_id = a.id
            left join money m on m.customer_id = a.id
            left join uses u on u.company_id = a.id
            left join lateral ({6}) l (day) on true
            left join tickets t on t.company_id = a.id
            left join breaches b on b.company_id = a.id
            left join answers csat on csat.company_id = a.id and csat.kind = 'csat'
            left join answers nps on nps.company_id = a.id and nps.kind = 'nps'
            left join sponsors on sponsors.company_id = a.id
            left join lateral (
                select (at at time zone {7})::date as day from activity
                where company_id = a.id and kind in ('call', 'mail', 'meeting') and deleted_at is null and at <= {3}
                order by at desc limit 1) s on true
            left join late on late.company_id = a.id
            left join gains on gains.company_id = a.id
            left join orders on orders.company_id = a.id
            on conflict (workspace_id, company_id) do update set (
                owner_id, am_id, company_owner_id, mrr_minor, currency, mrr_change, customer_since, contracts, notice_on,
                days_to_notice, renewal_on, days_to_renewal, notice_given, usage_days, usage_trend, features_used, adoption,
                idle_days, open_tickets, urgent_tickets, breached_promises, csat, nps, sponsor_left, silent_days, onboarding_late,
                value_reached, values_missed, late_orders, measured_at) = (
                excluded.owner_id, excluded.am_id, excluded.company_owner_id, excluded.mrr_minor, excluded.currency,
                excluded.mrr_change, excluded.customer_since, excluded.contracts, excluded.notice_on, excluded.days_to_notice,
                excluded.renewal_on, excluded.days_to_renewal, excluded.notice_given, excluded.usage_days, excluded.usage_trend,
                excluded.features_used, excluded.adoption, excluded.idle_days, excluded.open_tickets, excluded.urgent_tickets,
                excluded.breached_promises, excluded.csat, excluded.nps, excluded.sponsor_left, excluded.silent_days,
                excluded.onboarding_late, excluded.value_reached, excluded.values_missed, excluded.late_orders,
                excluded.measured_at)
            """;

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    HealthMeasures(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** How many features anybody used lately: asked once, for all customers. */
    int features() {
        return sql.fetchSingle(Adoption.on(today()).known()).value1();
    }

    /** @return how many of them are customers */
    int measure(Collection<UUID> companies, int features) {
        if (companies.isEmpty()) {
            return 0;
        }
        // In order, so that two jobs at once wait for each other and never in a circle.
        var ids = companies.stream().sorted().toArray(UUID[]::new);
        var settings = workspaces.settings();
        var adoption = Adoption.on(today());
        return sql.execute(
                MEASURE,
                val(ids),
                val(today()),
                adoption.of(USAGE_DAY.COMPANY_ID.eq(any(ids))),
                val(clock.instant().atOffset(ZoneOffset.UTC)),
                inline(settings.currency().getCurrencyCode()),
                inline(features),
                adoption.last(field("a.id", UUID.class)),
                inline(settings.zone().getId()));
    }
}
