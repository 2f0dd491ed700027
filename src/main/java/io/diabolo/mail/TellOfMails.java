package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A member is told when somebody answers, when a mail's fate is unknown or it doesn't leave, and when their mailbox stops working. */
@Component
class TellOfMails {
    private final DSLContext sql;
    private final Notifications notifications;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TellOfMails(
            DSLContext sql,
            Notifications notifications,
            Members members,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.notifications = notifications;
        this.members = members;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Out-of-office notes and programs' answers aren't worth a word. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailAnswered event) {
        if (event.kind() == AnswerKind.HUMAN) {
            WorkspaceScope.run(
                    event.workspace(),
                    () -> transactions.executeWithoutResult(_ -> about(
                            event.message(),
                            NotificationKind.MAIL_ANSWERED,
                            "mail-answered/" + event.message(),
                            "/mails/" + event.message())));
        }
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailUncertain event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> about(
                        event.mail(),
                        NotificationKind.MAIL_UNCERTAIN,
                        "mail-uncertain/" + event.mail(),
                        "/mails/uncertain")));
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailFailed event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> about(
                        event.mail(), NotificationKind.MAIL_FAILED, "mail-failed/" + event.mail(), "/mails/failed")));
    }

    private void about(UUID id, NotificationKind kind, String event, String path) {
        var mail = sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchOne();
        if (mail == null || isSettled(mail, kind)) {
            return;
        }
        var person = mail.getPersonId();
        var notice = new Notice(
                kind,
                event,
                "",
                person == null ? "mail" : "person",
                person == null ? id : person,
                null,
                null,
                path,
                clock.instant());
        if (kind == NotificationKind.MAIL_ANSWERED) {
            notifications.tell(notice, List.of(owner(mail)));
        } else {
            // A server that refuses one refuses a thousand.
            notifications.tellOnce(notice, owner(mail));
        }
    }

    /** It was found among what was sent, before anybody had to be troubled. */
    private static boolean isSettled(MailRecord mail, NotificationKind kind) {
        return kind == NotificationKind.MAIL_UNCERTAIN && !mail.getState().equals("uncertain");
    }

    private MemberId owner(MailRecord mail) {
        return members.present(new MemberId(mail.getMemberId()));
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailboxTroubled event) {
        var notice = new Notice(
                NotificationKind.MAILBOX_TROUBLE,
                "mailbox-trouble/" + event.mailbox() + "/" + event.at(),
                event.address(),
                "mailbox",
                event.mailbox(),
                null,
                null,
                "/profile/mailbox",
                event.at());
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(
                        _ -> notifications.tell(notice, List.of(members.present(event.member())))));
    }
}
