package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Tickets a second: what a customer asks becomes a ticket with its promises of time. 10,000 a minute are 167 a second. */
@Component
class Ticketing {
    private static final int BATCH = 100;
    private final Bare bare;

    Ticketing(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        var all = new ArrayList<Measure>();
        all.add(Measure.write("a ticket", rows, _ -> ask(visitor), _ -> bySql()));
        for (var clients : new int[] {4, 16}) {
            all.add(Measure.crowd("tickets per second", "write", rows, clients, _ -> ask(visitor), _ -> bySql()));
        }
        all.add(Measure.crowd("batches of a hundred tickets per second", "write", rows, 2, _ -> hand(visitor), _ -> {
            for (var at = 0; at < BATCH; at++) {
                bySql();
            }
        }));
        return all;
    }

    /** As another system hands its requests over. */
    private static void hand(Visitor visitor) throws IOException {
        visitor.post(
                "/api/v1/tickets/batch",
                IntStream.range(0, BATCH)
                        .mapToObj(_ -> "{\"subject\":\"Bench\",\"description\":\"Bench\",\"requester_email\":\""
                                + UUID.randomUUID() + "@bench.example\"}")
                        .collect(Collectors.joining(",", "{\"items\":[", "]}")));
    }

    private static void ask(Visitor visitor) throws IOException {
        visitor.post(
                "/api/v1/tickets",
                "{\"subject\":\"Bench\",\"description\":\"Bench\",\"requester_email\":\"" + UUID.randomUUID()
                        + "@bench.example\"}");
    }

    private void bySql() throws SQLException {
        var set = UUID.randomUUID();
        var ticket = UUID.randomUUID();
        bare.together(
                new Object[] {
                    "insert into change_set (id, member_id, origin, action, created) select ?, id, 'api', 'ticket.created', 1 from member where administrator limit 1",
                    set
                },
                new Object[] {
                    "insert into ticket (id, subject, description, channel, requester_email, awaiting_since, created_in) values (?, 'Bench', 'Bench', 'api', ?, now(), ?)",
                    ticket,
                    ticket + "@bench.example",
                    set
                },
                new Object[] {
                    "insert into change (change_set_id, record_type, record_id, kind, before, after) values (?, 'ticket', ?, 'created', '{}', '{}')",
                    set,
                    ticket
                },
                new Object[] {
                    "insert into ticket_message (ticket_id, kind, body, created_in) values (?, 'inbound', 'Bench', ?)",
                    ticket,
                    set
                },
                clock("ticket-first-response", ticket, set),
                clock("ticket-resolution", ticket, set),
                new Object[] {
                    "insert into search_entry (kind, record_id, label, detail, text_key) values ('ticket', ?, 'Bench', '', 'bench')",
                    ticket
                });
    }

    private static Object[] clock(String kind, UUID ticket, UUID set) {
        return new Object[] {
            "insert into clock (kind, subject_type, subject_id, owner_role, started_at, budget, unit, grace, due_at, warn_at, escalate_at, next_at, created_in)"
                    + " values (?, 'ticket', ?, 'support', now(), 480, 'minutes', 60, now() + interval '1 day', now() + interval '20 hours',"
                    + " now() + interval '2 days', now() + interval '20 hours', ?)",
            kind,
            ticket,
            set
        };
    }
}
