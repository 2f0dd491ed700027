package io.diabolo.bench;

import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Bulk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** One record, one move, and one edit of ten thousand. */
@Component
class Writes {
    private static final int MANY = 10_000;
    private static final String SET =
            "insert into change_set (id, member_id, origin, action, created) select ?, id, 'api', ?, 1 from member where administrator limit 1";
    private static final String STAMP =
            "insert into journey_stamp default values on conflict (workspace_id) do update set stamp = journey_stamp.stamp + 1";
    private static final String ENTRY =
            "insert into journey_entry (journey_id, subject_type, subject_id, to_stage, occurred_at, occurred_on, change_set_id, channel, source)"
                    + " values (?, 'lead', ?, ?, now(), current_date, ?, 'inbound', 'Web')";

    private final Bare bare;
    private final Bulk bulk;
    private final Members members;
    private final DSLContext sql;
    /** Leads of ours that have not been moved yet, and their journeys. */
    private final ConcurrentLinkedQueue<UUID> theirs = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<UUID[]> own = new ConcurrentLinkedQueue<>();

    Writes(Bare bare, Bulk bulk, Members members, DSLContext sql) {
        this.bare = bare;
        this.bulk = bulk;
        this.members = members;
        this.sql = sql;
    }

    List<Measure> measures(Visitor visitor, WorkspaceId workspace, int rows) {
        var all = new ArrayList<Measure>();
        Measure.Side create = _ -> create(visitor);
        Measure.Side bareCreate = _ -> createBySql();
        all.add(Measure.write("create a lead", rows, create, bareCreate));
        all.add(Measure.write("move a lead", rows, _ -> move(visitor), _ -> moveBySql()));
        for (var clients : new int[] {4, 16, 64}) {
            all.add(Measure.crowd("create a lead", "write", rows, clients, create, bareCreate));
            all.add(Measure.crowd("move a lead", "write", rows, clients, _ -> move(visitor), _ -> moveBySql()));
        }
        all.add(new Measure("edit 10,000 people at once", "write", rows, 1, () -> edit(workspace)));
        return all;
    }

    private void create(Visitor visitor) throws Exception {
        var made = visitor.post(
                "/api/v1/leads",
                "{\"external_id\":\"B-" + UUID.randomUUID() + "\",\"channel\":\"inbound\",\"source\":\"Web\"}");
        theirs.add(UUID.fromString(made.get("id").asString()));
    }

    private void createBySql() throws SQLException {
        var set = UUID.randomUUID();
        var journey = UUID.randomUUID();
        var lead = UUID.randomUUID();
        var name = "B-" + lead;
        bare.together(
                new Object[] {SET, set, "lead.created"},
                new Object[] {
                    "insert into journey (id, type, name, channel, source, created_in, start_stage, furthest_stage, current_stage, entered_on, on_2)"
                            + " values (?, 'new_business', ?, 'inbound', 'Web', ?, 2, 2, 2, current_date, current_date)",
                    journey,
                    name,
                    set
                },
                new Object[] {
                    "insert into lead (id, journey_id, name, external_id, channel, source, created_in) values (?, ?, ?, ?, 'inbound', 'Web', ?)",
                    lead,
                    journey,
                    name,
                    name,
                    set
                },
                new Object[] {ENTRY, journey, lead, 2, set},
                new Object[] {
                    "insert into search_entry (kind, record_id, label, text_key) values ('lead', ?, ?, fold(?))",
                    lead,
                    name,
                    name
                },
                new Object[] {STAMP});
        own.add(new UUID[] {lead, journey});
    }

    private void move(Visitor visitor) throws Exception {
        var lead = theirs.poll();
        if (lead == null) {
            create(visitor);
            lead = theirs.remove();
        }
        visitor.post("/api/v1/leads/" + lead + "/moves", "{\"stage\":\"qualified\"}");
    }

    private void moveBySql() throws SQLException {
        var lead = own.poll();
        if (lead == null) {
            createBySql();
            lead = own.remove();
        }
        var set = UUID.randomUUID();
        bare.together(
                new Object[] {SET, set, "lead.moved"},
                new Object[] {ENTRY, lead[1], lead[0], 3, set},
                new Object[] {
                    "update journey set furthest_stage = 3, current_stage = 3, on_3 = current_date where id = ?",
                    lead[1]
                },
                new Object[] {
                    "update lead set stage = 'qualified', stage_on = current_date, updated_at = now(), version = version + 1 where id = ?",
                    lead[0]
                },
                new Object[] {
                    "insert into change (change_set_id, record_type, record_id, kind, before, after)"
                            + " values (?, 'lead', ?, 'updated', '{\"stage\":\"lead\"}', '{\"stage\":\"qualified\"}')",
                    set,
                    lead[0]
                },
                new Object[] {STAMP});
    }

    /** Both sides edit the same people, one after the other, three times. */
    private Result edit(WorkspaceId workspace) throws Exception {
        var ids = WorkspaceScope.in(
                workspace,
                () -> sql.transactionResult(_ -> List.of(sql.resultQuery(
                                "select id from person where deleted_at is null order by created_at desc, id desc limit "
                                        + MANY)
                        .fetch()
                        .getValues(0, UUID.class)
                        .toArray(UUID[]::new))));
        var mine = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (var time = 0; time < 4; time++) {
            mine.add(Measure.timed(nth -> editByProduct(workspace, ids, "Edited " + nth), time));
            plain.add(Measure.timed(nth -> editBySql(ids.toArray(UUID[]::new), "Edited by SQL " + nth), time));
        }
        mine.removeFirst();
        plain.removeFirst();
        var median = Measure.at(mine, .5);
        var plainMedian = Measure.at(plain, .5);
        return new Result(
                "edit 10,000 people at once",
                "write",
                MANY,
                1,
                median,
                Measure.at(mine, .95),
                plainMedian,
                MANY / median * 1e3,
                MANY / plainMedian * 1e3);
    }

    private void editByProduct(WorkspaceId workspace, List<UUID> ids, String title) {
        WorkspaceScope.run(
                workspace,
                () -> bulk.runNow(
                        new Bulk.Wanted("people", ids, Map.of(), ids.size(), "title", title),
                        members.firstAdministrator(workspace)));
    }

    private void editBySql(UUID[] ids, String title) throws SQLException {
        var set = UUID.randomUUID();
        bare.together(new Object[] {SET, set, "person.updated"}, new Object[] {"""
                    with before as (select id, title from person where id = any (?) for update),
                    edited as (update person set title = ?, updated_at = now(), version = version + 1
                               from before where person.id = before.id returning person.id, before.title as was, person.title)
                    insert into change (change_set_id, record_type, record_id, kind, before, after)
                    select ?, 'person', id, 'updated', jsonb_build_object('title', was), jsonb_build_object('title', title) from edited
                    """, ids, title, set});
    }
}
