package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import com.icegreen.greenmail.util.GreenMail;
import io.diabolo.testkit.Given;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/** Puts the copy of a mail where a server of its own puts it: among what was sent. */
final class SentFolderOf {
    private final Given given;
    private final DSLContext sql;

    SentFolderOf(Given given, DSLContext sql) {
        this.given = given;
        this.sql = sql;
    }

    void put(UUID id, GreenMail green) {
        var mail = given.in(() -> sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchSingle());
        var mailbox = given.in(() -> Mailbox.of(sql.selectFrom(io.diabolo.jooq.Tables.MAILBOX)
                .where(io.diabolo.jooq.Tables.MAILBOX.ID.eq(mail.getMailboxId()))
                .fetchSingle()));
        try (var store = green.getImap().createStore()) {
            store.connect("localhost", green.getImap().getPort(), Objects.requireNonNull(mailbox.address()), "secret");
            var folder = store.getFolder("Sent");
            if (!folder.exists()) {
                folder.create(Folder.HOLDS_MESSAGES);
            }
            folder.appendMessages(
                    new Message[] {MimeLetter.of(mail, mailbox, List.of(), null, Instant.parse("2031-03-10T09:00:00Z"))
                    });
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
