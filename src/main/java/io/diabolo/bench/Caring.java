package io.diabolo.bench;

import java.util.List;
import org.springframework.stereotype.Component;

/** The health of fifty thousand accounts: measured, scored by the default rules, and noted where it changed. */
@Component
class Caring {
    private static final int ACCOUNTS = 50_000;

    private static final String CUSTOMERS = """
            insert into contract (name, company_id, currency, rate, starts_on, renewal_on, notice_on)
            select 'bench', id, 'EUR', 1, current_date - 400, current_date + 100, current_date + 10
            from company where deleted_at is null order by id limit 50000""";

    private static final String LINES = """
            insert into contract_line (contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
            select id, 'bench', 10000, 'month', starts_on, 10000, 120000 from contract where name = 'bench'""";
    /** Two features of each account on each fifth day of the last sixty. */
    private static final String USES = """
            insert into usage_day (company_id, feature, day, count, events)
            select company_id, 'f' || f, current_date - d * 5, 10 + d, 1
            from contract, generate_series(1, 2) f, generate_series(0, 11) d where name = 'bench'
            on conflict do nothing""";

    private static final String TICKETS = """
            insert into ticket (subject, company_id, status, priority, opened_at)
            select 'bench', company_id, case when n = 1 then 'open' else 'closed' end, 'normal', now() - interval '20 days'
            from contract, generate_series(1, 2) n where name = 'bench'""";

    /** The default rules over the same tables, written by hand. */
    private static final String PLAIN = """
            with k as (select company_id, min(starts_on) as since, count(*) as contracts, bool_or(ends_on is not null) as giving,
                              min(notice_on) as notice_on, min(renewal_on) as renewal_on
                       from contract where state = 'running' and deleted_at is null and company_id is not null group by 1),
                 m as (select customer_id, sum(monthly_minor) as now, sum(monthly_minor) filter (where month <= current_date - 90) as before
                       from mrr_movement where month <= current_date group by 1),
                 u as (select company_id, count(distinct day) filter (where day > current_date - 30) as active,
                              count(distinct feature) filter (where day > current_date - 30) as features,
                              sum(count) filter (where day > current_date - 30) as uses,
                              sum(count) filter (where day <= current_date - 30) as before, max(day) as last
                       from usage_day where day > current_date - 60 group by 1),
                 t as (select company_id, count(*) as open, count(*) filter (where priority in ('high', 'urgent')) as urgent
                       from ticket where status in ('new', 'open', 'pending', 'on_hold') and deleted_at is null group by 1),
                 b as (select t.company_id, count(*) as n from clock q join ticket t on t.id = q.subject_id
                       where q.subject_type = 'ticket' and q.breached_at > now() - interval '90 days' group by 1),
                 r as (select distinct on (company_id, kind) company_id, kind, score from survey_response
                       where deleted_at is null order by company_id, kind, answered_at desc),
                 s as (select company_id, max(at) as at from activity
                       where kind in ('call', 'mail', 'meeting') and deleted_at is null and company_id is not null group by 1),
                 v as (select company_id, avg(reached) as reached from value_metric where deleted_at is null group by 1),
                 scored as (
                   select k.*, m.now, u.active, u.features, t.open, t.urgent, least(100, greatest(0, 60
                     + case when u.uses >= u.before * 1.1 then 15 when u.uses <= u.before * 0.7 then -20 else 0 end
                     + case when u.features >= 2 then 10 else 0 end + case when u.last <= current_date - 14 then -15 else 0 end
                     + case when t.open >= 3 then -10 else 0 end + case when t.urgent >= 1 then -10 else 0 end
                     + case when b.n >= 1 then -15 else 0 end
                     + case when nps.score >= 9 then 10 when nps.score <= 6 then -20 else 0 end
                     + case when csat.score >= 4 then 5 when csat.score <= 2 then -10 else 0 end
                     + case when s.at > now() - interval '14 days' then 5 when s.at < now() - interval '90 days' then -10 else 0 end
                     + case when v.reached >= 80 then 15 else 0 end
                     + case when m.now >= m.before * 1.1 then 10 when m.now <= m.before * 0.9 then -15 else 0 end
                     + case when k.giving then -40 else 0 end))::smallint as score
                   from k left join m on m.customer_id = k.company_id left join u using (company_id) left join t using (company_id)
                   left join b using (company_id) left join r nps on nps.company_id = k.company_id and nps.kind = 'nps'
                   left join r csat on csat.company_id = k.company_id and csat.kind = 'csat'
                   left join s on s.company_id = k.company_id left join v on v.company_id = k.company_id),
                 written as (
                   insert into health as h (company_id, currency, mrr_minor, contracts, customer_since, notice_on, renewal_on,
                                       usage_days, features_used, open_tickets, urgent_tickets, score, band, measured_at)
                   select company_id, 'EUR', coalesce(now, 0), contracts, since, notice_on, renewal_on, active, features,
                          coalesce(open, 0), coalesce(urgent, 0), score,
                          case when score >= 70 then 'good' when score >= 40 then 'watch' else 'risk' end, now()
                   from scored
                   on conflict (workspace_id, company_id) do update set
                       mrr_minor = excluded.mrr_minor, contracts = excluded.contracts, customer_since = excluded.customer_since,
                       notice_on = excluded.notice_on, renewal_on = excluded.renewal_on, usage_days = excluded.usage_days,
                       features_used = excluded.features_used, open_tickets = excluded.open_tickets,
                       urgent_tickets = excluded.urgent_tickets, score = excluded.score, band = excluded.band,
                       measured_at = excluded.measured_at
                   returning h.company_id, h.score, h.band, h.lines)
            insert into health_day (company_id, day, score, band, lines)
            select company_id, current_date, score, band, lines from written
            on conflict (workspace_id, company_id, day) do update set score = excluded.score, band = excluded.band, lines = excluded.lines
            """;

    private final Bare bare;
    private final ServerJobs jobs;

    Caring(Bare bare, ServerJobs jobs) {
        this.bare = bare;
        this.jobs = jobs;
    }

    List<Measure> measures(Visitor visitor) {
        return List.of(new Measure("health of all accounts", "load", ACCOUNTS, 1, () -> measure(visitor)));
    }

    /** Once each, after a first time that makes the rows: every night it is the same rows that are renewed. */
    private Result measure(Visitor visitor) throws Exception {
        if (bare.rows("select from contract where name = 'bench' limit 1") == 0) {
            for (var statement : List.of(CUSTOMERS, LINES, USES, TICKETS)) {
                bare.rows(statement);
            }
            byProduct(visitor);
        }
        var accounts = bare.rows("select from contract where name = 'bench'");
        var began = System.nanoTime();
        byProduct(visitor);
        var took = (System.nanoTime() - began) / 1e6;
        began = System.nanoTime();
        bare.rows(PLAIN);
        var plain = (System.nanoTime() - began) / 1e6;
        return new Result(
                "health of all accounts",
                "load",
                accounts,
                1,
                took,
                took,
                plain,
                accounts / took * 1e3,
                accounts / plain * 1e3);
    }

    private void byProduct(Visitor visitor) throws Exception {
        jobs.finish("health", () -> visitor.post("/api/v1/account-health/measurements", "{}"));
    }
}
