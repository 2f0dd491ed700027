package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.MailKind;
import io.diabolo.mail.reading.ReadMail;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps a mail that was read, on its thread and with its person, and says what follows from it. In the caller's transaction. */
@Component
class TakeIn {
    private final DSLContext sql;
    private final KeptMails kept;
    private final TakeInTogether together;
    private final Returned returned;
    private final Answers answers;
    private final FateOfMails fates;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<SharedInbox> inboxes;

    TakeIn(
            DSLContext sql,
            KeptMails kept,
            TakeInTogether together,
            Returned returned,
            Answers answers,
            FateOfMails fates,
            ApplicationEventPublisher events,
            ObjectProvider<SharedInbox> inboxes) {
        this.sql = sql;
        this.kept = kept;
        this.together = together;
        this.returned = returned;
        this.answers = answers;
        this.fates = fates;
        this.events = events;
        this.inboxes = inboxes;
    }

    /** Whether somebody in it, or the thread that it is of, is known here. */
    boolean concerns(Mailbox mailbox, Envelope envelope) {
        return envelope.report()
                || shared(mailbox) != null
                || thread(envelope.ids()) != null
                || person(others(mailbox, envelope.addresses())) != null;
    }

    private static List<String> others(Mailbox mailbox, Collection<String> addresses) {
        return addresses.stream().filter(one -> !one.equals(mailbox.address())).toList();
    }

    /** The newest mail known by one of these ids. Reads the index mail_message. */
    private @Nullable MailRecord thread(Collection<String> ids) {
        return ids.isEmpty()
                ? null
                : sql.selectFrom(MAIL)
                        .where(MAIL.MESSAGE_ID.in(ids))
                        .orderBy(MAIL.AT.desc(), MAIL.ID.desc())
                        .limit(1)
                        .fetchOne();
    }

    private @Nullable UUID person(List<String> addresses) {
        return KeptMails.first(kept.people(addresses), addresses);
    }

    /** What became of a mail that was read. */
    enum Taken {
        KEPT,
        /** It is there already. */
        KNOWN,
        /** It concerns nobody. */
        STRANGE
    }

    Taken take(Mailbox mailbox, ReadMail read, Instant at, Instant now) {
        var inbox = shared(mailbox);
        if (inbox != null) {
            return together.take(mailbox, inbox, List.of(new TakeInTogether.Arrived(read, at)), now) == 0
                    ? Taken.KNOWN
                    : Taken.KEPT;
        }
        if (isThere(mailbox, read)) {
            return Taken.KNOWN;
        }
        if (read.kind() == MailKind.BOUNCE || read.kind() == MailKind.COMPLAINT) {
            var original = returned.original(mailbox, read);
            if (original == null) {
                return Taken.STRANGE;
            }
            keep(mailbox, read, at, original, original.getPersonId(), "inbound");
            returned.say(original, read, now);
            return Taken.KEPT;
        }
        var thread = thread(Incoming.ids(read));
        var own = read.from().equals(mailbox.address());
        var person = person(own ? read.to() : List.of(read.from()));
        if (person == null && thread == null) {
            return answers.stopByMail(read) == null ? Taken.STRANGE : Taken.KNOWN;
        }
        var id = keep(
                mailbox,
                read,
                at,
                thread,
                person == null && thread != null ? thread.getPersonId() : person,
                own ? "outbound" : "inbound");
        if (!own) {
            answers.say(mailbox, id, read, thread, person, at);
        }
        if (own || read.kind() == MailKind.HUMAN) {
            events.publishEvent(new MailReceived(Leaving.workspace(), id));
        }
        return Taken.KEPT;
    }

    /** Many of a shared mailbox at once. @return how many were kept */
    int takeAll(Mailbox mailbox, List<TakeInTogether.Arrived> arrived, Instant now) {
        var inbox = Objects.requireNonNull(shared(mailbox));
        return arrived.isEmpty() ? 0 : together.take(mailbox, inbox, arrived, now);
    }

    boolean isShared(Mailbox mailbox) {
        return shared(mailbox) != null;
    }

    private @Nullable SharedInbox shared(Mailbox mailbox) {
        return inboxes.stream()
                .filter(one -> one.takes(mailbox.id()))
                .findFirst()
                .orElse(null);
    }

    /** A copy of what Diabolo sent proves that it left. */
    private boolean isThere(Mailbox mailbox, ReadMail read) {
        if (read.messageId().isEmpty()) {
            return false;
        }
        var known = sql.selectFrom(MAIL)
                .where(MAIL.MESSAGE_ID.eq(read.messageId()))
                .and(MAIL.MAILBOX_ID.eq(mailbox.id()))
                .limit(1)
                .fetchOne();
        if (known != null && known.getState().equals("uncertain")) {
            fates.sent(known.getId());
        }
        return known != null;
    }

    private UUID keep(
            Mailbox mailbox,
            ReadMail read,
            Instant at,
            @Nullable MailRecord thread,
            @Nullable UUID person,
            String direction) {
        var row = kept.row(mailbox, read, at, thread, person, direction);
        row.store();
        kept.attach(row.getId(), read);
        return row.getId();
    }
}
