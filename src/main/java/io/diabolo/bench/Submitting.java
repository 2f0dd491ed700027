package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Submissions a second: what strangers send becomes a person and a lead of somebody, with a clock. */
@Component
class Submitting {
    /** What one address may send in a minute, beyond which a submission is held; so many clients stay below it. */
    private static final int CLIENTS = 16;

    private final Bare bare;
    private String form = "";

    Submitting(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        var all = new ArrayList<Measure>();
        all.add(Measure.write("a form's submission", rows, _ -> submit(visitor), _ -> bySql()));
        for (var clients : new int[] {4, CLIENTS}) {
            all.add(Measure.crowd(
                    "submissions per second", "write", rows, clients, _ -> submit(visitor), _ -> bySql()));
        }
        return all;
    }

    /** Each from an address of its own, as it were: what this machine has sent before is forgotten. */
    private void submit(Visitor visitor) throws IOException, SQLException {
        bare.together(new Object[] {"delete from submission_window"});
        visitor.post(
                "/api/v1/forms/" + form(visitor) + "/submissions",
                "{\"values\":{\"last_name\":\"Bench\",\"email\":\"" + UUID.randomUUID() + "@bench.example\"}}");
    }

    private synchronized String form(Visitor visitor) throws IOException {
        if (form.isEmpty()) {
            form = visitor.post("/api/v1/forms", "{\"name\":\"Bench\",\"state\":\"open\"}")
                    .get("key")
                    .asString();
        }
        return form;
    }

    private void bySql() throws SQLException {
        var set = UUID.randomUUID();
        var person = UUID.randomUUID();
        var journey = UUID.randomUUID();
        var lead = UUID.randomUUID();
        var email = person + "@bench.example";
        bare.together(
                new Object[] {
                    "insert into change_set (id, member_id, origin, action, created) select ?, id, 'rule', 'lead.created', 3 from member where administrator limit 1",
                    set
                },
                new Object[] {
                    "insert into person (id, last_name, email, created_in) values (?, 'Bench', ?, ?)",
                    person,
                    email,
                    set
                },
                new Object[] {
                    "insert into journey (id, type, name, channel, person_id, created_in, start_stage, furthest_stage, current_stage, entered_on, on_2)"
                            + " values (?, 'new_business', 'Bench', 'inbound', ?, ?, 2, 2, 2, current_date, current_date)",
                    journey,
                    person,
                    set
                },
                new Object[] {
                    "insert into lead (id, journey_id, name, person_id, channel, owner_id, created_in)"
                            + " select ?, ?, 'Bench', ?, 'inbound', id, ? from member where administrator limit 1",
                    lead,
                    journey,
                    person,
                    set
                },
                new Object[] {
                    "insert into journey_entry (journey_id, subject_type, subject_id, to_stage, occurred_at, occurred_on, change_set_id, channel)"
                            + " values (?, 'lead', ?, 2, now(), current_date, ?, 'inbound')",
                    journey,
                    lead,
                    set
                },
                new Object[] {
                    "insert into clock (kind, subject_type, subject_id, owner_id, started_at, budget, unit, grace, due_at, warn_at, escalate_at, next_at, created_in)"
                            + " select 'inbound-lead', 'lead', ?, id, now(), 5, 'minutes', 5, now() + interval '5 minutes', now() + interval '4 minutes',"
                            + " now() + interval '10 minutes', now() + interval '4 minutes', ? from member where administrator limit 1",
                    lead,
                    set
                },
                new Object[] {
                    "insert into activity (kind, direction, subject, lead_id, person_id, at, created_in) values ('note', 'inbound', 'Bench', ?, ?, now(), ?)",
                    lead,
                    person,
                    set
                },
                new Object[] {
                    "insert into submission (form_id, state, received_at, received, lead_id, person_id, made_in)"
                            + " select id, 'accepted', now(), '{}', ?, ?, ? from form limit 1",
                    lead,
                    person,
                    set
                },
                new Object[] {
                    "insert into touch (at, kind, person_id, lead_id, created_in) values (now(), 'submission', ?, ?, ?)",
                    person,
                    lead,
                    set
                },
                new Object[] {
                    "insert into search_entry (kind, record_id, label, detail, text_key) values ('person', ?, 'Bench', '', ?), ('lead', ?, 'Bench', '', 'bench')",
                    person,
                    email,
                    lead
                });
    }
}
