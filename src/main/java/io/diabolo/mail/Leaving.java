package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a mail on its way out, each a transaction: taken in hand under a lease, noted as handed over, and what became
 * of it. A lease that ran out says where its holder died: before the handing over nothing left, after it nobody knows.
 */
@Component
class Leaving {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final MailboxHealth health;
    private final Members members;
    private final Allowance allowance;
    private final LegalFooter footer;
    private final MailFiles files;
    private final UnreachableAddresses addresses;
    private final ApplicationEventPublisher events;
    private final Duration lease;

    /** @param lease longer than a server may take to say no to everything */
    Leaving(
            DSLContext sql,
            Mailboxes mailboxes,
            MailboxHealth health,
            Members members,
            Allowance allowance,
            LegalFooter footer,
            MailFiles files,
            UnreachableAddresses addresses,
            ApplicationEventPublisher events,
            @Value("${diabolo.mail.lease:10m}") Duration lease) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.health = health;
        this.members = members;
        this.allowance = allowance;
        this.footer = footer;
        this.files = files;
        this.addresses = addresses;
        this.events = events;
        this.lease = lease;
    }

    /** A mail in hand. */
    record Taken(MailRecord mail, Mailbox mailbox, List<Attachment> attachments) {}

    /** The mailboxes from which something is to leave, and null where a mail has lost its mailbox. */
    @Transactional(readOnly = true)
    public List<@Nullable UUID> due(Instant now) {
        return new ArrayList<@Nullable UUID>(sql.selectDistinct(MAIL.MAILBOX_ID)
                .from(MAIL)
                .where(MAIL.NEXT_AT.le(Mailboxes.utc(now)))
                .and(MAIL.STATE.eq("waiting"))
                .fetch(MAIL.MAILBOX_ID));
    }

    /** Takes the next one that may leave; what another node has in hand is left to it. Null: there is none. */
    @Transactional
    public @Nullable Taken take(@Nullable UUID mailboxId, Instant now) {
        var mailbox = mailboxId == null ? null : mailboxes.find(mailboxId);
        while (true) {
            var mail = sql.selectFrom(MAIL)
                    .where(mailboxId == null ? MAIL.MAILBOX_ID.isNull() : MAIL.MAILBOX_ID.eq(mailboxId))
                    .and(MAIL.NEXT_AT.le(Mailboxes.utc(now)))
                    .and(MAIL.STATE.eq("waiting"))
                    .orderBy(MAIL.NEXT_AT, MAIL.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne();
            if (mail == null) {
                return null;
            }
            if (mailbox == null) {
                fail(mail, "mail.fault.no-mailbox");
            } else if (mayLeave(mail, mailbox, now)) {
                mail.setFooter(footer.of(mail));
                mail.setState("sending");
                mail.setLease(UUID.randomUUID());
                mail.setNextAt(Mailboxes.utc(now.plus(lease)));
                mail.setAttempts(mail.getAttempts() + 1);
                mail.update();
                return new Taken(mail, mailbox, files.contents(mail.getId()));
            }
        }
    }

    /** Much may have happened since it was queued: an objection, a bounce, the member's leaving. */
    private boolean mayLeave(MailRecord mail, Mailbox mailbox, Instant now) {
        var purpose =
                MailPurpose.valueOf(Objects.requireNonNull(mail.getPurpose()).toUpperCase(Locale.ROOT));
        var refusal = allowance.refusal(purpose, mail.getPersonId(), mail.getToAddress());
        if (refusal != null) {
            fail(mail, refusal);
            return false;
        }
        var member = members.find(new MemberId(mail.getMemberId()));
        if (member == null || !member.isActive()) {
            fail(mail, "mail.fault.left");
            return false;
        }
        if (purpose == MailPurpose.PROSPECTING && isTooLate(mail, now)) {
            return false;
        }
        var full = purpose == MailPurpose.PROSPECTING ? allowance.fullUntil(mailbox, now) : null;
        if (full != null) {
            sql.update(MAIL)
                    .set(MAIL.NEXT_AT, Mailboxes.utc(full))
                    .where(MAIL.MAILBOX_ID.eq(mailbox.id()))
                    .and(MAIL.STATE.eq("waiting"))
                    .and(MAIL.PURPOSE.eq(MailPurpose.PROSPECTING.id()))
                    .and(MAIL.NEXT_AT.lt(Mailboxes.utc(full)))
                    .execute();
            return false;
        }
        return true;
    }

    /** What was held up past its hours gets others, and doesn't leave in the night in which the server comes back. */
    private boolean isTooLate(MailRecord mail, Instant now) {
        var later = allowance.later(mail, now);
        if (later == null) {
            return false;
        }
        mail.setNotBefore(Mailboxes.utc(later));
        mail.setNextAt(Mailboxes.utc(later));
        mail.update();
        return true;
    }

    private void fail(MailRecord mail, String fault) {
        mail.setState("failed");
        mail.setFault(fault);
        mail.setNextAt(null);
        mail.update();
        events.publishEvent(new MailFailed(workspace(), mail.getId(), mail.getPersonId(), fault));
    }

    /** The whole message is written and about to be ended. @throws IllegalStateException when the lease isn't ours any more */
    @Transactional
    public void handing(MailRecord mail, Instant now) {
        var ours = sql.update(MAIL)
                .set(MAIL.HANDED_AT, Mailboxes.utc(now))
                .set(MAIL.NEXT_AT, Mailboxes.utc(now.plus(lease)))
                .where(MAIL.ID.eq(mail.getId()))
                .and(MAIL.LEASE.eq(mail.getLease()))
                .and(MAIL.STATE.eq("sending"))
                .execute();
        if (ours != 1) {
            throw new IllegalStateException("the mail is in other hands");
        }
    }

    /** What became of it. It stays as somebody else settled it meanwhile, but for one thing: that it was accepted. */
    @Transactional
    public void settle(Taken taken, Handover handover, Instant now) {
        var mail = sql.selectFrom(MAIL)
                .where(MAIL.ID.eq(taken.mail().getId()))
                .and(MAIL.LEASE.eq(taken.mail().getLease()))
                .and(MAIL.STATE.in("sending", "uncertain"))
                .forUpdate()
                .fetchOne();
        if (mail == null) {
            return;
        }
        switch (handover) {
            case Handover.Accepted() -> accepted(mail, now);
            case Handover.Later later -> later(mail, later, now);
            case Handover.Never never -> never(mail, never, now);
            case Handover.Unknown unknown -> uncertain(mail, unknown.said(), now);
        }
    }

    void accepted(MailRecord mail, Instant at) {
        mail.setState("sent");
        mail.setSentAt(Mailboxes.utc(at));
        mail.setHandedAt(mail.getHandedAt() == null ? Mailboxes.utc(at) : mail.getHandedAt());
        mail.setAt(Mailboxes.utc(at));
        mail.setNextAt(null);
        mail.setFault(null);
        mail.update();
        if (mail.getMailboxId() != null) {
            health.well(mail.getMailboxId());
        }
        events.publishEvent(new MailSent(workspace(), mail.getId(), at));
    }

    /** With growing pauses and without end: nothing is lost while a server is away. */
    private void later(MailRecord mail, Handover.Later later, Instant now) {
        var pause = Duration.ofSeconds(30).multipliedBy(1L << Math.min(5, mail.getAttempts() - 1));
        var again = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        mail.setState("waiting");
        mail.setNextAt(Mailboxes.utc(again));
        mail.setHandedAt(null);
        mail.setFault(later.reason());
        mail.setFaultSaid(later.said());
        mail.update();
        if (later.all() && mail.getMailboxId() != null) {
            sql.update(MAIL)
                    .set(MAIL.NEXT_AT, Mailboxes.utc(again))
                    .where(MAIL.MAILBOX_ID.eq(mail.getMailboxId()))
                    .and(MAIL.STATE.eq("waiting"))
                    .and(MAIL.NEXT_AT.lt(Mailboxes.utc(again)))
                    .execute();
            health.trouble(mail.getMailboxId(), later.reason(), later.said(), now);
        }
    }

    private void never(MailRecord mail, Handover.Never never, Instant now) {
        mail.setFaultSaid(never.said());
        mail.setBouncedAt(Mailboxes.utc(now));
        mail.setBounce(never.dead() ? "permanent" : "temporary");
        fail(mail, "mail.fault.refused");
        if (never.dead()) {
            addresses.mark(mail.getToAddress(), mail.getId(), never.said(), now);
        }
        events.publishEvent(
                new MailBounced(workspace(), mail.getId(), mail.getPersonId(), mail.getToAddress(), never.dead()));
    }

    void uncertain(MailRecord mail, String said, Instant now) {
        mail.setState("uncertain");
        mail.setFault("mail.fault.uncertain");
        mail.setFaultSaid(said);
        mail.setNextAt(Mailboxes.utc(now.plus(FateOfMails.PAUSES.getFirst())));
        mail.setLookups((short) 0);
        mail.update();
        events.publishEvent(new MailUncertain(workspace(), mail.getId()));
    }

    /** Whoever had these in hand is gone. @return how many there were */
    @Transactional
    public int recover(Instant now) {
        var lost = sql.selectFrom(MAIL)
                .where(MAIL.NEXT_AT.le(Mailboxes.utc(now)))
                .and(MAIL.STATE.eq("sending"))
                .limit(200)
                .forUpdate()
                .skipLocked()
                .fetch();
        lost.forEach(mail -> {
            if (mail.getHandedAt() == null) {
                mail.setState("waiting");
                mail.setNextAt(Mailboxes.utc(now));
                mail.update();
            } else {
                uncertain(mail, "", now);
            }
        });
        return lost.size();
    }

    static WorkspaceId workspace() {
        return Objects.requireNonNull(WorkspaceScope.workspace());
    }
}
