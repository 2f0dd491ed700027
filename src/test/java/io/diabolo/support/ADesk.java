package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import com.icegreen.greenmail.util.GreenMail;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.mail.ASharedBox;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A support team of two tiers, and a customer. */
public final class ADesk {
    private final Given given;
    private final ApplicationContext application;
    public final Actor ines;
    public final Actor paul;
    public final UUID company;
    public final UUID person;

    public ADesk(Given given, ApplicationContext application) {
        this.given = given;
        this.application = application;
        this.ines = given.member("Inès Roy", "support");
        this.paul = given.member("Paul Morel", "support");
        this.company = record("companies", Map.of("name", "Atelier Brest", "segment", "smb"));
        this.person = record(
                "people",
                Map.of(
                        "first_name",
                        "Léa",
                        "last_name",
                        "Martin",
                        "email",
                        "lea@brest.example",
                        "company",
                        company.toString()));
        in(() -> {
            bean(SupportSettings.class).place(paul.member(), 2, "", given.administrator());
            return true;
        });
    }

    /** The administrator's mailbox on this server is support's from now on. */
    public static ASharedBox sharedBox(GreenMail server, Given given, ApplicationContext application) {
        var box = ASharedBox.of(server, given, application);
        var wanted = new SupportSettings.Wanted(true, true, true, 7, true);
        WorkspaceScope.run(
                given.workspace(),
                () -> application.getBean(SupportSettings.class).save(wanted, null, given.administrator()));
        return box;
    }

    /** In which tier a member answers. */
    public static void place(Given given, ApplicationContext application, Actor agent, int tier) {
        WorkspaceScope.run(
                given.workspace(),
                () -> application
                        .getBean(SupportSettings.class)
                        .place(agent.member(), tier, "", given.administrator()));
    }

    public <T> T in(Supplier<T> work) {
        return WorkspaceScope.in(given.workspace(), work);
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public UUID record(String plural, Map<String, String> values) {
        return given.in(() -> bean(Records.class)
                .create(bean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }

    /** A call that was written down. */
    public UUID ticket(String subject, Map<String, String> more) {
        var values = new HashMap<>(
                Map.of("subject", subject, "description", "Rien ne s’affiche.", "person", person.toString()));
        values.putAll(more);
        return record("tickets", values);
    }

    TicketRecord row(UUID id) {
        return given.in(() -> bean(DSLContext.class)
                .selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .fetchSingle());
    }

    List<Message> said(UUID id) {
        return given.in(() -> bean(Conversation.class).of(id));
    }
}
