package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.Given;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A mailbox on a mail server of this process, for a module that shares it: mails come in, and what leaves is looked at. */
public final class ASharedBox {
    private final GreenMail server;
    private final Given given;
    private final ApplicationContext application;
    public final Actor owner;
    public final String address;
    private final GreenMailUser user;

    private ASharedBox(GreenMail server, Given given, ApplicationContext application, Actor owner) {
        this.server = server;
        this.given = given;
        this.application = application;
        this.owner = owner;
        this.address = "support-" + UUID.randomUUID() + "@atelier.example";
        this.user = server.setUser(address, address, "secret");
    }

    public static ASharedBox of(GreenMail server, Given given, ApplicationContext application) {
        var box = new ASharedBox(server, given, application, given.administrator());
        WorkspaceScope.run(
                given.workspace(),
                () -> application
                        .getBean(Mailboxes.class)
                        .save(
                                Map.of(
                                        "address", box.address,
                                        "password", "secret",
                                        "smtp_host", "localhost",
                                        "smtp_port",
                                                String.valueOf(server.getSmtp().getPort()),
                                        "smtp_security", "none",
                                        "imap_host", "localhost",
                                        "imap_port",
                                                String.valueOf(server.getImap().getPort()),
                                        "imap_security", "none"),
                                null,
                                box.owner));
        return box;
    }

    /** Arrives in it, as it stands. */
    public void receives(String text) {
        try {
            user.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.replace("support@atelier.example", address)
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks into it. */
    public void read(Instant now) {
        WorkspaceScope.run(
                given.workspace(),
                () -> application.getBean(SyncMailboxes.class).here(now));
    }

    /** Sends what waits. */
    public void send(Instant now) {
        WorkspaceScope.run(
                given.workspace(), () -> application.getBean(SendMails.class).here(now));
    }

    /** What has left from it, as it travelled. */
    public List<MimeMessage> left() {
        return List.of(server.getReceivedMessages()).stream()
                .filter(message -> {
                    try {
                        return message.getFrom() != null
                                && message.getFrom()[0].toString().contains(address);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The ids of what was put into the outbox, the oldest first. */
    public List<String> outgoing() {
        return given.in(() -> application
                .getBean(DSLContext.class)
                .select(MAIL.MESSAGE_ID)
                .from(MAIL)
                .where(MAIL.DIRECTION.eq("outbound"))
                .orderBy(MAIL.AT, MAIL.ID)
                .fetch(MAIL.MESSAGE_ID));
    }
}
