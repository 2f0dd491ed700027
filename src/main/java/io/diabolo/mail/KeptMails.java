package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.ReadMail;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A mail that was read, as the row that keeps it, with its files and whom it is from. */
@Component
class KeptMails {
    private static final int MOST_FILES = 30;
    private final DSLContext sql;
    private final MailFiles files;

    KeptMails(DSLContext sql, MailFiles files) {
        this.sql = sql;
        this.files = files;
    }

    /** Who has which address; of two records with one, the older. Reads the index person_email. */
    Map<String, UUID> people(Collection<String> addresses) {
        var all = new HashMap<String, UUID>();
        if (!addresses.isEmpty()) {
            sql.select(PERSON.EMAIL, PERSON.ID)
                    .from(PERSON)
                    .where(PERSON.EMAIL.in(Set.copyOf(addresses)))
                    .and(PERSON.DELETED_AT.isNull())
                    .orderBy(PERSON.CREATED_AT)
                    .forEach(row -> all.putIfAbsent(row.value1(), row.value2()));
        }
        return all;
    }

    /** The first of them who is known, in the order of the addresses. */
    static @Nullable UUID first(Map<String, UUID> people, List<String> addresses) {
        return addresses.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** @param thread what it answers, with its id, its thread and what it is about */
    MailRecord row(
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
        // Each column of each row, so that many are inserted by one statement and in their order.
        row.setReplyTo(thread == null ? null : thread.getId());
        row.setAboutType(thread == null ? null : thread.getAboutType());
        row.setAboutId(thread == null ? null : thread.getAboutId());
        row.setUnsubscribe(UUID.randomUUID());
        row.setNotBefore(Mailboxes.utc(at));
        row.setAt(Mailboxes.utc(at));
        row.setSentAt(direction.equals("outbound") ? Mailboxes.utc(at) : null);
        return row;
    }

    /** What has no name is a picture in the text. */
    void attach(UUID id, ReadMail read) {
        files.attach(
                id,
                read.files().stream()
                        .filter(file -> !file.name().isBlank())
                        .limit(MOST_FILES)
                        .map(file -> new Attachment(file.name(), file.type(), file.content()))
                        .toList());
    }
}
