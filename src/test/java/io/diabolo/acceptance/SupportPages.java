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
        create("macros", Map.of("name", "Capture", "body", "Envoyez-nous une capture.", "sets_status", "pending"));
        given.run(() -> {
            var sql = application.getBean(DSLContext.class);
            sql.execute("""
                    insert into ticket_message (ticket_id, kind, member_id, body)
                    values (?, 'reply', ?, 'Videz le cache.'), (?, 'note', ?, 'Vu avec elle.')
                    """, ticket, given.administrator().member().value(), ticket, given.administrator().member().value());
        });
        return List.of("/tickets/" + ticket, "/tickets/" + ticket + "/edit", "/tickets/new", "/tickets/aside", "/settings/support");
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
