package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.MailKind;
import io.diabolo.mail.reading.ReadMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps a mail that was read, on its thread and with its person, and says what follows from it. In the caller's transaction. */
@Component
class TakeIn {
    private static final int MOST_FILES = 30;
    private final DSLContext sql;
    private final MailFiles files;
    private final Returned returned;
    private final Answers answers;
    private final FateOfMails fates;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<SharedInbox> inboxes;

    TakeIn(
            DSLContext sql,
            MailFiles files,
            Returned returned,
            Answers answers,
            FateOfMails fates,
            ApplicationEventPublisher events,
            ObjectProvider<SharedInbox> inboxes) {
        this.sql = sql;
        this.files = files;
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

    /** The first of them who is known, in the order of the addresses. Reads the index person_email. */
    private @Nullable UUID person(List<String> addresses) {
        if (addresses.isEmpty()) {
            return null;
        }
        var known = sql.select(PERSON.EMAIL, PERSON.ID)
                .from(PERSON)
                .where(PERSON.EMAIL.in(addresses))
                .and(PERSON.DELETED_AT.isNull())
                .orderBy(PERSON.CREATED_AT.desc())
                .fetchMap(PERSON.EMAIL, PERSON.ID);
        return addresses.stream()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
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
        if (isThere(mailbox, read)) {
            return Taken.KNOWN;
        }
        if (read.kind() == MailKind.BOUNCE || read.kind() == MailKind.COMPLAINT) {
            var original = returned.original(mailbox, read);
            var inbox = shared(mailbox);
            if (original == null && inbox == null) {
                return Taken.STRANGE;
            }
            var report = keep(mailbox, read, at, original, original == null ? null : original.getPersonId(), "inbound");
            if (original != null) {
                returned.say(original, read, now);
            }
            if (inbox != null) {
                give(inbox, mailbox, report, read, at, original == null ? null : original.getId());
            }
            return Taken.KEPT;
        }
        var ids = ids(read);
        var thread = thread(ids);
        var inbox = shared(mailbox);
        var own = read.from().equals(mailbox.address());
        var person = person(own ? read.to() : List.of(read.from()));
        if (person == null && thread == null && inbox == null) {
            return answers.stopByMail(read) == null ? Taken.STRANGE : Taken.KNOWN;
        }
        var id = keep(
                mailbox,
                read,
                at,
                thread,
                person == null && thread != null ? thread.getPersonId() : person,
                own ? "outbound" : "inbound");
        if (inbox != null) {
            give(inbox, mailbox, id, read, at, null);
            if (person != null && read.kind() == MailKind.HUMAN && !read.spam()) {
                events.publishEvent(new MailReceived(Leaving.workspace(), id));
            }
            return Taken.KEPT;
        }
        if (!own) {
            answers.say(mailbox, id, read, thread, person, at);
        }
        if (own || read.kind() == MailKind.HUMAN) {
            events.publishEvent(new MailReceived(Leaving.workspace(), id));
        }
        return Taken.KEPT;
    }

    private static List<String> ids(ReadMail read) {
        var ids = new ArrayList<>(read.references());
        if (read.inReplyTo() != null) {
            ids.add(read.inReplyTo());
        }
        return ids;
    }

    private @Nullable SharedInbox shared(Mailbox mailbox) {
        return inboxes.stream()
                .filter(one -> one.takes(mailbox.id()))
                .findFirst()
                .orElse(null);
    }

    /** Whoever shares the mailbox says what the mail is about: nothing else follows from it. */
    private void give(SharedInbox inbox, Mailbox mailbox, UUID id, ReadMail read, Instant at, @Nullable UUID original) {
        var about = inbox.take(new Incoming(
                id,
                mailbox.id(),
                mailbox.address(),
                kind(mailbox, read),
                ids(read),
                read.from(),
                read.fromName(),
                others(mailbox, read.to()),
                read.subject(),
                read.text(),
                read.quoted(),
                read.html(),
                at,
                original));
        sql.update(MAIL)
                .set(MAIL.ABOUT_TYPE, about == null ? null : about.type())
                .set(MAIL.ABOUT_ID, about == null ? null : about.id())
                .where(MAIL.ID.eq(id))
                .execute();
    }

    private static Incoming.Kind kind(Mailbox mailbox, ReadMail read) {
        return switch (read.kind()) {
            case BOUNCE -> Incoming.Kind.BOUNCE;
            case COMPLAINT -> Incoming.Kind.COMPLAINT;
            case OUT_OF_OFFICE -> Incoming.Kind.OUT_OF_OFFICE;
            case AUTOMATIC -> Incoming.Kind.AUTOMATIC;
            case HUMAN ->
                read.spam()
                        ? Incoming.Kind.SPAM
                        : read.from().equals(mailbox.address()) ? Incoming.Kind.OWN : Incoming.Kind.HUMAN;
        };
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
        var id = UUID.randomUUID();
        var row = sql.newRecord(MAIL);
        row.setId(id);
        row.setMailboxId(mailbox.id());
        row.setMemberId(mailbox.member().value());
        row.setDirection(direction);
        row.setState(direction.equals("outbound") ? "sent" : "received");
        row.setKind(direction.equals("outbound") ? "mail" : read.kind().name().toLowerCase(Locale.ROOT));
        row.setOrigin("page");
        row.setPersonId(person);
        row.setFromAddress(read.from());
        row.setToAddress(read.to().isEmpty() ? mailbox.address() : read.to().getFirst());
        row.setSubject(read.subject());
        row.setBody(read.text());
        row.setQuoted(read.quoted());
        row.setHtml(read.html());
        row.setSpam(read.spam());
        row.setPrivacy(mailbox.privacy().id());
        row.setMessageId(read.messageId().isEmpty() ? "<" + id + "@unnamed>" : read.messageId());
        row.setInReplyTo(read.inReplyTo());
        row.setNamed(read.references().toArray(String[]::new));
        row.setThreadId(thread == null ? id : thread.getThreadId());
        if (thread != null) {
            row.setReplyTo(thread.getId());
            row.setAboutType(thread.getAboutType());
            row.setAboutId(thread.getAboutId());
        }
        row.setUnsubscribe(UUID.randomUUID());
        row.setNotBefore(Mailboxes.utc(at));
        row.setAt(Mailboxes.utc(at));
        if (direction.equals("outbound")) {
            row.setSentAt(Mailboxes.utc(at));
        }
        row.store();
        attach(id, read);
        return id;
    }

    /** What has no name is a picture in the text. */
    private void attach(UUID id, ReadMail read) {
        files.attach(
                id,
                read.files().stream()
                        .filter(file -> !file.name().isBlank())
                        .limit(MOST_FILES)
                        .map(file -> new Attachment(file.name(), file.type(), file.content()))
                        .toList());
    }
}
