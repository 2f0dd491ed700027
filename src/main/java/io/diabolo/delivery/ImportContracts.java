package io.diabolo.delivery;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import io.diabolo.offers.Conversion;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Rows of a file that become contracts that run already. What one is worth makes its first line; of one that is there its
 * amount stays, for that changes by an amendment.
 */
@Component
@Order(65)
class ImportContracts implements ImportTarget {
    private static final String START = "(s.starts_on at time zone '$zone')::date";
    private static final String TODAY = "(now() at time zone '$zone')::date";
    private static final String TERM = "least(120, greatest(1, coalesce(s.term_months, 12)))";
    private static final String NOTICE = "least(36, greatest(0, coalesce(s.notice_months, 3)))";
    /** The first end of a term that lies ahead. */
    private static final String RENEWAL =
            """
            coalesce((s.renewal_on at time zone '$zone')::date,
                     (select min(day)::date from generate_series(1, 1200) n
                      cross join lateral (select $start + make_interval(months => n * $term) as day) ahead
                      where day > $today))""".replace("$start", START).replace("$term", TERM).replace("$today", TODAY);

    private static final String OWN = "(select currency from workspace_setting)";

    private static final String RATE = Conversion.rate("coalesce(s.unit, " + OWN + ")::char(3)", OWN, START);

    private final Workspaces workspaces;

    ImportContracts(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public String target() {
        return "contract";
    }

    @Override
    public void derive(Applying applying) {
        applying.implyOnce(
                "company", "contract", "name", "s.company", "s.company is not null and s.company_linked is not true");
    }

    @Override
    public void write(Applying applying) {
        applying.matching().referOwner("contract");
        applying.matching()
                .refer(
                        "contract",
                        "company",
                        "company",
                        "r.id::text",
                        "r.external_id",
                        "r.domain",
                        "r.siren",
                        "r.name_key");
        applying.matching().missing("contract", "company");
        applying.run("contract", """
                update %s set refusal = 'import.rejected.nameless'
                where coalesce(name, company, external_id, id::text) is null and refusal is null
                """);
        applying.matching().matchById("contract", "contract");
        applying.matching().match("contract", "contract", "external_id", "s.external_id", "r.external_id");
        applying.matching()
                .match(
                        "contract",
                        "contract",
                        "name",
                        "case when s.external_id is null then fold(s.name) || '/' || s.company_id end",
                        "r.name_key || '/' || r.company_id",
                        "fold(s.name)",
                        "r.name_key");
        // A contract without a beginning can't be counted.
        applying.run("contract", """
                update %s set refusal = 'contract.import.start'
                where record_id is null and same_as is null and refusal is null
                  and (starts_on is null or starts_on < '1950-01-01' or starts_on > '2150-01-01'
                       or ends_on < starts_on - interval '1 day' or coalesce(monthly_amount, yearly_amount) < 0)
                """);
        applying.run("contract", """
                update %s s set refusal = 'contract.import.start'
                from contract r where r.id = s.record_id and s.refusal is null and s.ends_on < r.starts_on - interval '1 day'
                """);
        applying.decide("contract");
        applying.write(set(applying.zone().getId()));
        lines(applying);
    }

    private static RecordSet set(String zone) {
        var renewal = RENEWAL.replace("$zone", zone);
        return RecordSet.of("contract", "contract")
                .needed("name", "coalesce(s.name, s.company, s.external_id)", "s.name")
                .column("company_id", "company", "s.company_id")
                .column("owner_id", "owner", "s.owner_id")
                .needed("currency", "coalesce(s.unit, (select currency from workspace_setting))", "null::char(3)")
                .needed("rate", RATE.replace("$zone", zone), "null::numeric")
                .needed("starts_on", START.replace("$zone", zone), "null::date")
                .needed("term_months", TERM, "case when s.term_months between 1 and 120 then s.term_months end")
                .needed("renewal_on", renewal, "(s.renewal_on at time zone '" + zone + "')::date")
                .needed("notice_months", NOTICE, "case when s.notice_months between 0 and 36 then s.notice_months end")
                .needed(
                        "notice_on",
                        "coalesce((s.notice_on at time zone '" + zone + "')::date, (" + renewal
                                + " - make_interval(months => " + NOTICE + "))::date)",
                        "(s.notice_on at time zone '" + zone + "')::date")
                .column("ends_on", "ends_on", "(s.ends_on at time zone '" + zone + "')::date")
                .needed(
                        "state",
                        "case when (s.ends_on at time zone '$zone')::date < $today then 'ended' else 'running' end"
                                .replace("$today", TODAY)
                                .replace("$zone", zone),
                        "null::text");
    }

    /** One line each, worth what its amount and the contract's rate make of it: worked out once for all that are alike. */
    private void lines(Applying applying) {
        var currency = workspaces.settings().currency();
        var sql = applying.sql();
        var alike = sql.fetch("""
                select distinct coalesce(s.monthly_amount, s.yearly_amount)::bigint, s.monthly_amount is not null,
                       c.currency::text, c.rate
                from staged_contract s join contract c on c.id = s.record_id
                where s.action = 'create' and coalesce(s.monthly_amount, s.yearly_amount) is not null""");
        if (alike.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Object[]>();
        for (var row : alike) {
            long minor = Objects.requireNonNull(row.get(0, Long.class));
            var monthly = Objects.requireNonNull(row.get(1, Boolean.class));
            var period = monthly ? Recurrence.MONTH : Recurrence.YEAR;
            var of = Objects.requireNonNull(row.get(2, String.class));
            var worth = period.worth(Money.ofMinor(minor, of), row.get(3, BigDecimal.class), currency);
            rows.add(new Object[] {
                minor,
                monthly,
                of,
                row.get(3, BigDecimal.class),
                worth.monthly(),
                worth.yearly(),
                period.monthly(minor),
                period.yearly(minor)
            });
        }
        sql.execute("""
                create temporary table staged_worth (
                    minor bigint, monthly boolean, currency text, rate numeric,
                    in_month bigint, in_year bigint, own_month bigint, own_year bigint) on commit drop""");
        sql.execute(
                "insert into staged_worth select * from unnest({0}::bigint[], {1}::boolean[], {2}::text[], {3}::numeric[],"
                        + " {4}::bigint[], {5}::bigint[], {6}::bigint[], {7}::bigint[])",
                DSL.val(column(rows, 0, Long[]::new)),
                DSL.val(column(rows, 1, Boolean[]::new)),
                DSL.val(column(rows, 2, String[]::new)),
                DSL.val(column(rows, 3, BigDecimal[]::new)),
                DSL.val(column(rows, 4, Long[]::new)),
                DSL.val(column(rows, 5, Long[]::new)),
                DSL.val(column(rows, 6, Long[]::new)),
                DSL.val(column(rows, 7, Long[]::new)));
        sql.execute("""
                insert into contract_line (contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor, created_in)
                select c.id, c.name, w.minor, case when w.monthly then 'month' else 'year' end, c.starts_on,
                       w.in_month, w.in_year, c.created_in
                from staged_contract s
                join contract c on c.id = s.record_id
                join staged_worth w on w.minor = coalesce(s.monthly_amount, s.yearly_amount)::bigint
                     and w.monthly = (s.monthly_amount is not null) and w.currency = c.currency::text
                     and w.rate is not distinct from c.rate
                where s.action = 'create'""");
        sql.execute("""
                update contract c
                set monthly_minor = case when c.state = 'ended' then 0 else w.own_month end,
                    recurring_minor = case when c.state = 'ended' then 0 else w.own_year end
                from staged_contract s, staged_worth w
                where c.id = s.record_id and s.action = 'create'
                  and w.minor = coalesce(s.monthly_amount, s.yearly_amount)::bigint
                  and w.monthly = (s.monthly_amount is not null) and w.currency = c.currency::text
                  and w.rate is not distinct from c.rate""");
    }

    private static <T> T[] column(List<Object[]> rows, int at, IntFunction<T[]> array) {
        return rows.stream().map(row -> row[at]).toArray(array);
    }
}
