package io.diabolo.bench;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What rules decide: to whom a lead goes, one after the other, and the score of all of them at once. */
@Component
class Judging {
    private static final int ROUTED = 20_000;
    private static final String OPEN = "status in ('new', 'working', 'nurturing') and deleted_at is null";

    private static final String FORGET =
            "update lead set score = null, fit = null, intent = null, score_basis = 'rules' where " + OPEN;
    /** Default rules, written by hand. */
    private static final String SCORE = """
            update lead l set fit = s.fit, intent = s.intent, score = least(100, greatest(0, s.fit + s.intent))
            from (select l.id,
                    (case when c.headcount >= 50 then 20 else 0 end + case when c.key_account then 10 else 0 end
                     + case when p.title ~* '(direct|chief|head|vp|responsable|gérant)' then 15 else 0 end
                     + case when l.channel = 'inbound' then 10 else 0 end
                     + case when p.phone is not null or p.mobile is not null then 5 else 0 end
                     + case when p.email is not null then 5 else 0 end
                     - case when p.consent = 'opted_out' then 15 else 0 end)::smallint fit,
                    least(100, round(coalesce(t.points, 0)))::smallint intent
                  from lead l
                  left join company c on c.workspace_id = l.workspace_id and c.id = l.company_id
                  left join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
                  left join (
                    select person_id, sum(case kind when 'meeting' then 20 when 'mail' then 12 else 4 end
                        * power(0.5, extract(epoch from now() - at)::float8 / 2592000)) points
                    from activity where at > now() - interval '300 days' and at <= now() and deleted_at is null
                      and person_id is not null and kind in ('meeting', 'mail', 'call')
                    group by person_id) t on t.person_id = l.person_id
                  where l.status in ('new', 'working', 'nurturing') and l.deleted_at is null) s
            where l.id = s.id""";

    private final Bare bare;
    private final ServerJobs jobs;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final AtomicInteger next = new AtomicInteger();
    private List<UUID> leads = List.of();

    Judging(Bare bare, ServerJobs jobs, DSLContext sql, TransactionTemplate transactions) {
        this.bare = bare;
        this.jobs = jobs;
        this.sql = sql;
        this.transactions = transactions;
    }

    List<Measure> measures(Visitor visitor, WorkspaceId workspace, int rows) {
        var all = new ArrayList<Measure>();
        all.add(Measure.write("route a lead", rows, _ -> route(visitor, workspace), _ -> routeBySql(workspace)));
        for (var clients : new int[] {4, 16}) {
            all.add(Measure.crowd(
                    "routing decisions per second",
                    "write",
                    rows,
                    clients,
                    _ -> route(visitor, workspace),
                    _ -> routeBySql(workspace)));
        }
        all.add(new Measure("score all leads by rules", "load", rows, 1, () -> score(visitor, rows)));
        return all;
    }

    private synchronized UUID lead(WorkspaceId workspace) {
        if (leads.isEmpty()) {
            leads = Objects.requireNonNull(WorkspaceScope.in(
                    workspace,
                    () -> transactions.execute(_ -> sql.resultQuery(
                                    "select id from lead where stage = 'lead' and status in ('new', 'working') and deleted_at is null"
                                            + " order by created_at desc, id limit " + ROUTED)
                            .fetch()
                            .getValues(0, UUID.class))));
        }
        return leads.get(next.getAndIncrement() % leads.size());
    }

    private void route(Visitor visitor, WorkspaceId workspace) throws IOException {
        visitor.post("/api/v1/leads/" + lead(workspace) + "/routing", "{}");
    }

    private void routeBySql(WorkspaceId workspace) throws SQLException {
        var lead = lead(workspace);
        var set = UUID.randomUUID();
        bare.together(
                new Object[] {
                    "insert into change_set (id, member_id, origin, action, created) select ?, id, 'rule', 'lead.routed', 1 from member where administrator limit 1",
                    set
                },
                new Object[] {"""
                    with chosen as (select member_id from lead_taker order by turn, member_id limit 1 for update),
                    turned as (update lead_taker t set turn = (extract(epoch from clock_timestamp()) * 1000000)::bigint
                               from chosen where t.member_id = chosen.member_id returning t.member_id),
                    given as (update lead set owner_id = turned.member_id, updated_at = now(), version = version + 1
                              from turned where id = ? returning id, journey_id, owner_id),
                    told as (insert into change (change_set_id, record_type, record_id, kind, before, after)
                             select ?, 'lead', id, 'updated', '{}', jsonb_build_object('owner_id', owner_id) from given),
                    moved as (update journey j set owner_id = given.owner_id from given where j.id = given.journey_id)
                    insert into lead_assignment (lead_id, member_id, why, rules_version, created_in)
                    select id, owner_id, 'turn', 0, ? from given
                    """, lead, set, set});
    }

    /** Once, since both have to begin from leads without a score, and forgetting a million takes a while. */
    private Result score(Visitor visitor, int rows) throws Exception {
        bare.rows(FORGET);
        var rules = visitor.get("/api/v1/rule-sets/fit");
        var began = System.nanoTime();
        jobs.finish("scores", () -> visitor.put("/api/v1/rule-sets/fit", rules.toString()));
        var took = (System.nanoTime() - began) / 1e6;
        bare.rows(FORGET);
        began = System.nanoTime();
        bare.rows(SCORE);
        var plain = (System.nanoTime() - began) / 1e6;
        return new Result(
                "score all leads by rules", "load", rows, 1, took, took, plain, rows / took * 1e3, rows / plain * 1e3);
    }
}
