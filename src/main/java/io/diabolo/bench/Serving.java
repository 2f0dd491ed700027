package io.diabolo.bench;

import io.diabolo.clocks.Sweep;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What a large support and a large base of customers ask of one machine: the queue of an agent among a million tickets, the
 * sweep of a hundred thousand open clocks, and the cohorts of retention over a million rows of the ledger. What they stand on
 * is generated when they are asked for, once for a data directory.
 */
@Component
class Serving {
    private static final int TICKETS = 1_000_000;
    private static final int CLOCKS = 100_000;
    /** So many of them fall due in what is measured: more than any minute brings. */
    private static final int DUE = 1_000;

    private static final int CUSTOMERS = 50_000;
    private static final int MONTHS = 20;
    private static final String QUEUE = """
            select t.id, t.reference, t.subject, t.requester_name, c.name, t.priority, t.tier, t.due_at, t.due_kind, t.opened_at
            from ticket t left join company c on c.workspace_id = t.workspace_id and c.id = t.company_id
            where t.owner_id is null and t.tier = 1 and t.status in ('new', 'open') and t.deleted_at is null
            order by t.due_at, t.id limit 50
            """;
    private static final String STEP = """
            update clock set warned_at = now(), next_at = due_at
            where (workspace_id, id) in (
                select workspace_id, id from clock where next_at <= now() order by next_at limit 200 for update skip locked)
            """;
    private static final String COHORTS = """
            with moved as (
                select customer_id, month, sum(monthly_minor) as change, min(month) over (partition by customer_id) as first
                from mrr_movement where month <= date_trunc('month', now())::date group by customer_id, month),
            level as (
                select first, month, sum(change) over (partition by customer_id order by month) as after, change
                from moved where first >= (date_trunc('month', now()) - interval '23 months')::date)
            select first, month, sum(change), count(*) filter (where after > 0 and after = change)
                   - count(*) filter (where after = 0 and change < 0)
            from level group by first, month order by first, month
            """;
    private final Bare bare;
    private final DataSource owner;
    private final Sweep sweep;

    Serving(Bare bare, @Qualifier("ownerDataSource") DataSource owner, Sweep sweep) {
        this.bare = bare;
        this.owner = owner;
        this.sweep = sweep;
    }

    List<Measure> measures(Visitor visitor, WorkspaceId workspace) {
        return List.of(
                new Measure("ticket queue over 1,000,000 tickets", "read", TICKETS, 1, () -> {
                    tickets(workspace);
                    return Measure.read(
                                    "ticket queue over 1,000,000 tickets",
                                    TICKETS,
                                    _ -> visitor.get("/api/v1/queue?desk=support&limit=50"),
                                    _ -> bare.rows(QUEUE))
                            .take();
                }),
                new Measure("sweep of 100,000 open clocks", "load", CLOCKS, 1, () -> swept(workspace)),
                new Measure("retention cohorts over 1,000,000 ledger rows", "read", CUSTOMERS * MONTHS, 1, () -> {
                    ledger(workspace);
                    return Measure.read(
                                    "retention cohorts over 1,000,000 ledger rows",
                                    CUSTOMERS * MONTHS,
                                    _ -> visitor.get("/api/v1/insight/retention?by=cohort"),
                                    _ -> bare.rows(COHORTS))
                            .take();
                }));
    }

    private void tickets(WorkspaceId workspace) throws SQLException {
        bare.together(new Object[] {
            "update member set roles = array_append(roles, 'support') where administrator and not 'support' = any (roles)"
        });
        once(workspace, "ticket where subject like 'Generated %'", """
                with first_members as (select array(select id from member order by id limit 20) as ids)
                insert into ticket (subject, description, status, priority, tier, channel, requester_name, requester_email,
                                    owner_id, opened_at, first_response_at, awaiting_since, solved_at, due_at, warn_at, due_kind, created_at)
                select 'Generated ' || i, 'Words of a customer', s.status, (array['low', 'normal', 'normal', 'high', 'urgent'])[1 + i %% 5],
                       1 + i %% 3, 'mail', 'Customer ' || i, 'g' || i || '@bench.example',
                       case when i %% 4 = 0 then null else (select ids from first_members)[1 + i %% 20] end, o.at, case when i %% 3 > 0 then o.at + interval '2 hours' end,
                       case when s.status in ('new', 'open') then o.at end,
                       case when s.status in ('solved', 'closed') then o.at + interval '1 day' end,
                       case when s.status in ('new', 'open') then now() + interval '1 minute' * (i %% 50000 - 5000) end,
                       case when s.status in ('new', 'open') then now() + interval '1 minute' * (i %% 50000 - 5060) end,
                       case when s.status in ('new', 'open') then 'ticket-resolution' end, o.at
                from generate_series(1, %d) i
                cross join lateral (select now() - interval '1 minute' * i as at,
                                           (array['closed', 'closed', 'closed', 'closed', 'solved', 'closed', 'closed', 'pending', 'open', 'new'])[1 + i %% 10] as status) o
                cross join lateral (select o.status) s
                """.formatted(TICKETS));
    }

    /** All are open; some fall due at once. Said by the events as always, so the outbox is part of it. */
    private Result swept(WorkspaceId workspace) throws SQLException {
        once(workspace, "clock where kind = 'bench-open'", """
                insert into clock (kind, subject_type, subject_id, owner_role, started_at, budget, unit, grace, due_at, warn_at,
                                   escalate_at, next_at)
                select 'bench-open', 'ticket', gen_random_uuid(), 'support', now(), 480, 'minutes', 60,
                       now() + interval '30 days', now() + interval '20 days', now() + interval '31 days', now() + interval '20 days'
                from generate_series(1, %d) i
                """.formatted(CLOCKS));
        due();
        var began = System.nanoTime();
        WorkspaceScope.in(workspace, () -> sweep.here(Instant.now()));
        var took = (System.nanoTime() - began) / 1e6;
        due();
        began = System.nanoTime();
        for (var step = 0; step < DUE / 200; step++) {
            bare.rows(STEP);
        }
        var plain = (System.nanoTime() - began) / 1e6;
        return new Result(
                "sweep of 100,000 open clocks",
                "load",
                CLOCKS,
                1,
                took,
                took,
                plain,
                DUE / took * 1e3,
                DUE / plain * 1e3);
    }

    private void due() throws SQLException {
        bare.rows("update clock set next_at = now() - interval '1 second', warned_at = null where (workspace_id, id) in"
                + " (select workspace_id, id from clock where kind = 'bench-open' order by id limit " + DUE + ")");
    }

    /** As recount_mrr leaves it: each customer begins in a month, and changes in the ones that follow. */
    private void ledger(WorkspaceId workspace) throws SQLException {
        once(workspace, "mrr_movement where customer_id = md5('bench-1')::uuid", """
                insert into mrr_movement (customer_id, month, product_id, kind, product_kind, monthly_minor, yearly_minor)
                select md5('bench-' || i)::uuid, (date_trunc('month', now()) - interval '1 month' * (19 + i %% 5 - m))::date,
                       '00000000-0000-0000-0000-000000000000', case when m = 0 then 'new' when m %% 3 = 0 then 'contraction' else 'expansion' end,
                       case when m = 0 then 'new' when m %% 3 = 0 then 'contraction' else 'expansion' end, v.minor, v.minor * 12
                from generate_series(1, %d) i, generate_series(0, %d) m
                cross join lateral (select case when m = 0 then 100000 when m %% 3 = 0 then -500 else 1000 end as minor) v
                """.formatted(CUSTOMERS, MONTHS - 1));
    }

    /** By the owner of the tables, and counted by the planner afterwards. */
    private void once(WorkspaceId workspace, String there, String insert) throws SQLException {
        try (var connection = owner.getConnection()) {
            execute(connection, "select set_config('diabolo.workspace', '" + workspace + "', false)");
            try (var found = connection
                    .createStatement()
                    .executeQuery("select from " + there + " and workspace_id = current_workspace() limit 1")) {
                if (found.next()) {
                    return;
                }
            }
            execute(connection, insert);
            execute(connection, "analyze " + there.substring(0, there.indexOf(' ')));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
