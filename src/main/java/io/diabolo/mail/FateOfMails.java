package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails of which nobody knows whether the server took them. They are looked for by their Message-ID some times; what isn't
 * found is left to the member, for a copy that is missing proves nothing.
 */
@Service
class FateOfMails {
    /** At once, then ever later: a server may take a while to put its copy there. */
    static final List<Duration> PAUSES = List.of(
            Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

    private static final Logger LOG = LoggerFactory.getLogger(FateOfMails.class);
    private static final int A_ROUND = 50;
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final SentFolder sentFolder;
    private final Leaving leaving;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FateOfMails(
            DSLContext sql,
            Mailboxes mailboxes,
            SentFolder sentFolder,
            Leaving leaving,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.sentFolder = sentFolder;
        this.leaving = leaving;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks for those whose time has come. */
    void lookUp(Instant now) {
        for (var i = 0; i < A_ROUND; i++) {
            var mail = transactions.execute(_ -> take(now));
            if (mail == null) {
                return;
            }
            var id = mail.getMailboxId();
            var mailbox = id == null ? null : transactions.execute(_ -> mailboxes.find(id));
            if (mailbox != null && mailbox.imap() != null && isFound(mailbox, mail.getMessageId())) {
                transactions.executeWithoutResult(_ -> sent(mail.getId()));
            }
        }
    }

    /** The next look is set before this one: who dies on it has only lost one. */
    private @Nullable MailRecord take(Instant now) {
        var mail = sql.selectFrom(MAIL)
                .where(MAIL.NEXT_AT.le(Mailboxes.utc(now)))
                .and(MAIL.STATE.eq("uncertain"))
                .orderBy(MAIL.NEXT_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (mail != null) {
            var looks = mail.getLookups() + 1;
            mail.setLookups((short) looks);
            mail.setNextAt(looks < PAUSES.size() ? Mailboxes.utc(now.plus(PAUSES.get(looks))) : null);
            mail.update();
        }
        return mail;
    }

    private boolean isFound(Mailbox mailbox, String messageId) {
        try {
            return sentFolder.holds(mailbox, messageId);
        } catch (MessagingException | CannotSignIn e) {
            LOG.info("a mail could not be looked up: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /** There is proof: it lies in the folder, or somebody answered it. In the caller's transaction. */
    void sent(UUID id) {
        var mail = sql.selectFrom(MAIL)
                .where(MAIL.ID.eq(id))
                .and(MAIL.STATE.eq("uncertain"))
                .forUpdate()
                .fetchOne();
        if (mail != null) {
            var at = mail.getHandedAt();
            leaving.accepted(mail, at == null ? clock.instant() : at.toInstant());
        }
    }

    /** A member's own, the oldest first. Reads the index mail_uncertain. */
    @Transactional(readOnly = true)
    public List<MailRecord> uncertain(Actor me) {
        return sql.selectFrom(MAIL)
                .where(MAIL.MEMBER_ID.eq(me.member().value()))
                .and(MAIL.STATE.eq("uncertain"))
                .orderBy(MAIL.AT, MAIL.ID)
                .limit(200)
                .fetch();
    }

    /** A member's own that didn't leave, the newest first. Reads the index mail_failed. */
    @Transactional(readOnly = true)
    public List<MailRecord> failed(Actor me) {
        return sql.selectFrom(MAIL)
                .where(MAIL.MEMBER_ID.eq(me.member().value()))
                .and(MAIL.STATE.eq("failed"))
                .orderBy(MAIL.AT.desc(), MAIL.ID.desc())
                .limit(200)
                .fetch();
    }

    /**
     * The member knows better: it went, or it is to go again, under the same Message-ID. Nothing happens to what was settled
     * meanwhile.
     *
     * @throws NoSuchRecord when it isn't {@code me}'s
     */
    @Transactional
    public void settle(UUID id, boolean again, Actor me) {
        me.mayWrite();
        var mail = sql.selectFrom(MAIL)
                .where(MAIL.ID.eq(id))
                .and(MAIL.MEMBER_ID.eq(me.member().value()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("mail", id));
        if (!mail.getState().equals("uncertain")) {
            return;
        }
        if (!again) {
            sent(id);
            return;
        }
        mail.setState("waiting");
        mail.setHandedAt(null);
        mail.setLease(null);
        mail.setNextAt(Mailboxes.utc(clock.instant()));
        mail.update();
    }
}
