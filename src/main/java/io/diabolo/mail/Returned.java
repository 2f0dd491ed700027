package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.MailKind;
import io.diabolo.mail.reading.ReadMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Mails of ours that came back: not delivered, or complained of. */
@Component
class Returned {
    /** A report comes within days: servers give up after five. */
    private static final Duration RECENT = Duration.ofDays(10);

    private final DSLContext sql;
    private final UnreachableAddresses addresses;
    private final Unsubscriptions unsubscriptions;
    private final FateOfMails fates;
    private final ApplicationEventPublisher events;

    Returned(
            DSLContext sql,
            UnreachableAddresses addresses,
            Unsubscriptions unsubscriptions,
            FateOfMails fates,
            ApplicationEventPublisher events) {
        this.sql = sql;
        this.addresses = addresses;
        this.unsubscriptions = unsubscriptions;
        this.fates = fates;
        this.events = events;
    }

    /** The mail of this mailbox that a report is about: by its id, else the newest one to the address. Null: none of ours. */
    @Nullable
    MailRecord original(Mailbox mailbox, ReadMail read) {
        var ids = new ArrayList<>(read.references());
        if (read.inReplyTo() != null) {
            ids.add(read.inReplyTo());
        }
        var bounce = read.bounce();
        if (bounce != null) {
            ids.addAll(bounce.originals());
        }
        var byId = ids.isEmpty()
                ? null
                : sql.selectFrom(MAIL)
                        .where(MAIL.MESSAGE_ID.in(ids))
                        .and(MAIL.DIRECTION.eq("outbound"))
                        .orderBy(MAIL.AT.desc())
                        .limit(1)
                        .fetchOne();
        if (byId != null || bounce == null || bounce.recipient() == null) {
            return byId;
        }
        return sql.selectFrom(MAIL)
                .where(MAIL.TO_ADDRESS.eq(bounce.recipient()))
                .and(MAIL.MAILBOX_ID.eq(mailbox.id()))
                .and(MAIL.DIRECTION.eq("outbound"))
                .and(MAIL.HANDED_AT.ge(Mailboxes.utc(read.at().minus(RECENT))))
                .orderBy(MAIL.AT.desc())
                .limit(1)
                .fetchOne();
    }

    void say(MailRecord original, ReadMail read, Instant now) {
        // Whoever sends it back has got it.
        fates.sent(original.getId());
        if (read.kind() == MailKind.COMPLAINT) {
            unsubscriptions.object(original, "mail.objection.complaint");
            return;
        }
        var bounce = read.bounce();
        if (bounce == null) {
            return;
        }
        sql.update(MAIL)
                .set(MAIL.BOUNCED_AT, Mailboxes.utc(now))
                .set(MAIL.BOUNCE, bounce.permanent() ? "permanent" : "temporary")
                .set(MAIL.FAULT_SAID, Said.of(bounce.status() + " " + bounce.diagnostic()))
                .where(MAIL.ID.eq(original.getId()))
                .execute();
        var address = original.getToAddress();
        if (bounce.permanent()) {
            addresses.mark(address, original.getId(), Said.of(bounce.diagnostic()), now);
        }
        events.publishEvent(new MailBounced(
                Leaving.workspace(), original.getId(), original.getPersonId(), address, bounce.permanent()));
    }
}
