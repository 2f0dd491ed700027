package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether a mailbox works; its member is told when it doesn't. */
@Component
class MailboxHealth {
    /** A server that is away for a moment isn't worth a word. */
    private static final int PATIENCE = 3;

    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    MailboxHealth(DSLContext sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    /** Something is wrong; the member is told once, until it is well again. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void trouble(UUID mailbox, String reason, String said, Instant now) {
        var row = sql.selectFrom(MAILBOX)
                .where(MAILBOX.ID.eq(mailbox))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return;
        }
        var known = reason.equals(row.getTrouble());
        row.setTrouble(reason);
        row.setTroubleSaid(said);
        row.setFailures(row.getFailures() + 1);
        if (!known) {
            row.setTroubleAt(Mailboxes.utc(now));
        }
        row.update();
        if (row.getFailures() == (isAboutSignIn(reason) ? 1 : PATIENCE)) {
            events.publishEvent(new MailboxTroubled(
                    Objects.requireNonNull(WorkspaceScope.workspace()),
                    mailbox,
                    new MemberId(row.getMemberId()),
                    row.getAddress(),
                    now));
        }
    }

    private static boolean isAboutSignIn(String reason) {
        return reason.equals("mail.trouble.sign-in");
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void well(UUID mailbox) {
        sql.update(MAILBOX)
                .setNull(MAILBOX.TROUBLE)
                .setNull(MAILBOX.TROUBLE_SAID)
                .setNull(MAILBOX.TROUBLE_AT)
                .set(MAILBOX.FAILURES, 0)
                .where(MAILBOX.ID.eq(mailbox))
                .and(MAILBOX.FAILURES.ne(0).or(MAILBOX.TROUBLE.isNotNull()))
                .execute();
    }
}
