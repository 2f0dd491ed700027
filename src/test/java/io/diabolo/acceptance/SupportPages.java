package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of tickets and the knowledge base with something on them. */
final class SupportPages {
    private final ApplicationContext application;
    private final Given given;

    SupportPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var ticket = create(
                "tickets",
                Map.of(
                        "subject", "L’export est vide",
                        "description", "Rien ne s’affiche.",
                        "requester_name", "Léa Martin",
                        "requester_email", "lea@brest.example"));
        create("articles", Map.of("title_fr", "Vider l’export", "body_fr", "Touche F5.", "state", "published"));
        create("sla-policies", Map.of("name", "PME", "segment", "smb", "first_minutes", "60"));
        create("macros", Map.of("name", "Capture", "body", "Envoyez-nous une capture.", "sets_status", "pending"));
        given.run(() -> {
            var sql = application.getBean(DSLContext.class);
            sql.execute(
                    """
                    insert into ticket_message (ticket_id, kind, member_id, body)
                    values (?, 'reply', ?, 'Videz le cache.'), (?, 'note', ?, 'Vu avec elle.')
                    """,
                    ticket,
                    given.administrator().member().value(),
                    ticket,
                    given.administrator().member().value());
        });
        var help = publicPages(ticket);
        return List.of(
                "/tickets/" + ticket,
                "/tickets/" + ticket + "/edit",
                "/tickets/new",
                "/tickets/aside",
                "/settings/support",
                "/help/" + help.getFirst(),
                "/help/" + help.getFirst() + "/request",
                "/my-requests/" + help.get(1),
                "/my-requests/" + help.get(1) + "/" + ticket,
                "/ratings/" + help.get(2));
    }

    /** The key of the public pages, the link of a customer, and the one that asks how it was. */
    private List<String> publicPages(UUID ticket) {
        return given.in(() -> {
            var sql = application.getBean(DSLContext.class);
            var address =
                    "translate(encode(uuid_send(current_workspace()) || decode(repeat('%s', %d), 'hex'), 'base64'), E'+/\\n', '-_')";
            var key = text(sql, address.formatted("07", 8));
            var portal = text(sql, address.formatted("08", 32));
            var rating = text(sql, address.formatted("09", 32));
            sql.execute("insert into support_setting (public_key) values (?)", key);
            sql.execute("""
                    insert into support_link (hash, kind, address, ticket_id, expires_at)
                    values (sha256(convert_to(?, 'UTF8')), 'portal', 'lea@brest.example', null, now() + interval '1 day'),
                           (sha256(convert_to(?, 'UTF8')), 'rating', 'lea@brest.example', ?, now() + interval '1 day')
                    """, portal, rating, ticket);
            return List.of(key, portal, rating);
        });
    }

    private static String text(DSLContext sql, String expression) {
        return String.valueOf(sql.fetchValue("select " + expression));
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
