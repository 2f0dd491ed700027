package io.diabolo.health.churn;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Workspaces;
import io.diabolo.prediction.PastCase;
import io.diabolo.prediction.Sample;
import io.diabolo.prediction.Traits;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Customers as they were known on a day, and whether they left within half a year of it. Left: their recurring money came to
 * nothing, by the ledger of contracts. Of what can change, only what happened before the day enters; nothing of how a contract
 * ended, and no score.
 */
@Component
class ChurnHistory {
    /** Within so many months of the day somebody leaves or stays. */
    static final int HORIZON = 6;
    /** Every so many months a customer is looked at. */
    private static final int EVERY = 3;

    private static final int MOST = 50_000;
    private static final List<String> WORDS = List.of("segment", "industry", "country", "renewal_kind");
    private static final List<String> NUMBERS = List.of(
            "headcount",
            "tenure",
            "mrr",
            "mrr_change",
            "contracts",
            "products",
            "term",
            "notice",
            "to_renewal",
            "tickets",
            "urgent",
            "breaches",
            "nps",
            "csat",
            "usage_days",
            "usage_features",
            "usage_trend",
            "touches");

    /**
     * Each quarter day on which a customer paid, long enough ago for what came of it to be known; the newest. The spans are
     * the months from which on a customer paid another amount, with the amount, until when, and when it next came to nothing.
     */
    private static final String PAST = """
            with span as (
                select customer_id, month, sum(sum(monthly_minor)) over w as mrr, coalesce(lead(month) over w, 'infinity') as until
                from mrr_movement group by customer_id, month
                window w as (partition by customer_id order by month)),
            course as (
                select *, min(case when mrr <= 0 then month end) over (
                           partition by customer_id order by month rows between 1 following and unbounded following) as ends
                from span)
            select s.customer_id as customer, q.day::date as day,
                   case when s.ends <= q.day + make_interval(months => {1}) then s.ends end as left_on
            from course s
            cross join lateral generate_series(
                date_trunc('quarter', s.month), least(s.until, {0}::date - make_interval(months => {1})), make_interval(months => {2})) q (day)
            where s.mrr > 0 and q.day >= s.month and q.day < s.until and q.day <= {0}::date - make_interval(months => {1})
            order by q.day desc, s.customer_id limit {3}
            """;

    private static final String PRESENT = """
            select customer, {0}::date as day, null::date as left_on from unnest({1}::uuid[]) as given (customer)
            """;

    private static final String QUERY = """
            with asked as materialized ({0})
            select a.customer, a.day, a.left_on, c.segment, c.industry, c.country, c.headcount::float8 as headcount,
                   k.renewal_kind, (a.day - m.first) / 30.4 as tenure, m.mrr / 100.0 as mrr,
                   case when m.before > 0 then 100.0 * (m.mrr - m.before) / m.before end as mrr_change,
                   k.contracts, k.term, k.notice, k.to_renewal, l.products, t.tickets, t.urgent, t.breaches,
                   nps.score as nps, csat.score as csat, u.days as usage_days, u.features as usage_features,
                   case when u.before > 0 then 100.0 * (u.uses - u.before) / u.before end as usage_trend, v.touches
            from asked a
            left join company c on c.id = a.customer
            left join lateral (
                select min(month) as first, sum(monthly_minor) as mrr,
                       sum(monthly_minor) filter (where month <= a.day - 90) as before
                from mrr_movement where customer_id = a.customer and month <= a.day) m on true
            left join lateral (
                select count(*) as contracts, max(term_months) as term, max(notice_months) as notice,
                       (array_agg(renewal_kind order by starts_on desc, id))[1] as renewal_kind,
                       min(term_months * 30.4 - mod((a.day - starts_on)::numeric, (term_months * 30.4)::numeric)) as to_renewal
                from contract where company_id = a.customer and deleted_at is null and starts_on <= a.day
                  and (ends_on is null or ends_on >= a.day)) k on true
            left join lateral (
                select count(distinct l.product_id) as products from contract k
                join contract_line l on l.workspace_id = k.workspace_id and l.contract_id = k.id
                where k.company_id = a.customer and k.deleted_at is null and l.from_on <= a.day
                  and (l.until_on is null or l.until_on > a.day)) l on true
            left join lateral (
                select count(*) as tickets, count(*) filter (where priority in ('high', 'urgent')) as urgent,
                       count(*) filter (where exists (
                           select from clock q where q.subject_type = 'ticket' and q.subject_id = ticket.id and q.breached_at <= a.day)) as breaches
                from ticket where company_id = a.customer and deleted_at is null and opened_at > a.day - 90 and opened_at <= a.day) t on true
            left join lateral (
                select score from survey_response where company_id = a.customer and kind = 'nps' and deleted_at is null
                  and answered_at <= a.day and answered_at > a.day - 365 order by answered_at desc limit 1) nps on true
            left join lateral (
                select score from survey_response where company_id = a.customer and kind = 'csat' and deleted_at is null
                  and answered_at <= a.day and answered_at > a.day - 365 order by answered_at desc limit 1) csat on true
            left join lateral (
                select count(distinct day) filter (where day > a.day - 30) as days,
                       count(distinct feature) filter (where day > a.day - 30) as features,
                       sum(count) filter (where day > a.day - 30) as uses, sum(count) filter (where day <= a.day - 30) as before
                from usage_day where company_id = a.customer and day > a.day - 60 and day <= a.day
                having count(*) > 0) u on true
            left join lateral (
                select count(*) as touches from activity where company_id = a.customer and kind in ('call', 'mail', 'meeting')
                  and deleted_at is null and at > a.day - 90 and at <= a.day) v on true
            """;

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    ChurnHistory(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    private ZoneId zone() {
        return workspaces.settings().zone();
    }

    /** How many there are whose outcome is known. */
    ChurnHistorySize size() {
        var counts = sql.resultQuery("select count(*), count(left_on) from ({0}) asked", asked())
                .fetchSingle();
        return new ChurnHistorySize(counts.get(0, Integer.class), counts.get(1, Integer.class));
    }

    private QueryPart asked() {
        return DSL.sql(PAST, val(today()), inline(HORIZON), inline(EVERY), inline(MOST));
    }

    /** Those whose outcome is known, the earliest first. */
    List<PastCase> past() {
        var zone = zone();
        return rows(asked()).stream()
                .map(row -> past(row, zone))
                .sorted(Comparator.comparing(PastCase::begun))
                .toList();
    }

    private static PastCase past(Record row, ZoneId zone) {
        var day = row.get("day", LocalDate.class);
        var gone = row.get("left_on", LocalDate.class);
        var decided = gone == null ? day.plusMonths(HORIZON) : gone;
        return new PastCase(
                day.atStartOfDay(zone).toInstant(),
                decided.atStartOfDay(zone).toInstant(),
                new Sample(traits(row), gone != null));
    }

    /** What is known of these customers today. */
    Map<UUID, Traits> present(Collection<UUID> companies) {
        var ids = companies.toArray(UUID[]::new);
        var all = new LinkedHashMap<UUID, Traits>();
        rows(DSL.sql(PRESENT, val(today()), val(ids)))
                .forEach(row -> all.put(row.get("customer", UUID.class), traits(row)));
        return all;
    }

    private List<Record> rows(QueryPart asked) {
        return sql.fetch(QUERY, asked);
    }

    private static Traits traits(Record row) {
        var words = new HashMap<String, String>();
        for (var field : WORDS) {
            var word = row.get(field, String.class);
            if (word != null && !word.isBlank()) {
                words.put(field, word.strip().toLowerCase(Locale.ROOT));
            }
        }
        var numbers = new HashMap<String, Double>();
        for (var field : NUMBERS) {
            var number = row.get(field, Double.class);
            if (number != null) {
                numbers.put(field, Math.round(number * 10) / 10.0);
            }
        }
        return new Traits(words, numbers);
    }
}
