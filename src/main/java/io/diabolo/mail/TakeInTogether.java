package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.MailKind;
import io.diabolo.mail.reading.ReadMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What came into a shared mailbox, many at once: asked of the database and written to it together, so that a flood of mails is
 * a few statements for each hundred of them. Says what {@link TakeIn} would say of each alone. In the caller's transaction.
 */
@Component
class TakeInTogether {
    private final DSLContext sql;
    private final KeptMails kept;
    private final Returned returned;
    private final FateOfMails fates;
    private final ApplicationEventPublisher events;

    TakeInTogether(
            DSLContext sql, KeptMails kept, Returned returned, FateOfMails fates, ApplicationEventPublisher events) {
        this.sql = sql;
        this.kept = kept;
        this.returned = returned;
        this.fates = fates;
        this.events = events;
    }

    /** @param at when the server got it */
    record Arrived(ReadMail read, Instant at) {}

    /** @return how many were kept; the others are there already */
    int take(Mailbox mailbox, SharedInbox inbox, List<Arrived> arrived, Instant now) {
        var there = there(mailbox, arrived);
        var threads = threads(arrived);
        var people = kept.people(arrived.stream()
                .flatMap(one -> whom(mailbox, one.read()).stream())
                .toList());
        var rows = new ArrayList<MailRecord>();
        var incoming = new ArrayList<Incoming>();
        var reads = new HashMap<UUID, ReadMail>();
        var originals = new HashMap<UUID, MailRecord>();
        var heard = new ArrayList<UUID>();
        for (var one : arrived) {
            var read = one.read();
            if (!read.messageId().isEmpty() && !there.add(read.messageId())) {
                continue;
            }
            var own = read.from().equals(mailbox.address());
            var report = read.kind() == MailKind.BOUNCE || read.kind() == MailKind.COMPLAINT;
            var original = report ? returned.original(mailbox, read) : null;
            var thread = report ? original : newest(threads, Incoming.ids(read));
            var person = report ? null : KeptMails.first(people, whom(mailbox, read));
            var row = kept.row(
                    mailbox,
                    read,
                    one.at(),
                    thread,
                    person == null && thread != null ? thread.getPersonId() : person,
                    own && !report ? "outbound" : "inbound");
            rows.add(row);
            reads.put(row.getId(), read);
            // One that came with it may answer it.
            threads.merge(row.getMessageId(), row, TakeInTogether::newer);
            if (person != null && read.kind() == MailKind.HUMAN && !read.spam()) {
                heard.add(row.getId());
            }
            if (original != null) {
                originals.put(row.getId(), original);
            }
            incoming.add(Incoming.of(row.getId(), mailbox, read, one.at(), original == null ? null : original.getId()));
        }
        sql.batchInsert(rows).execute();
        rows.forEach(row -> kept.attach(row.getId(), Objects.requireNonNull(reads.get(row.getId()))));
        originals.forEach((id, original) -> returned.say(original, Objects.requireNonNull(reads.get(id)), now));
        about(rows, inbox.take(incoming));
        heard.forEach(id -> events.publishEvent(new MailReceived(Leaving.workspace(), id)));
        return rows.size();
    }

    private static List<String> whom(Mailbox mailbox, ReadMail read) {
        return read.from().equals(mailbox.address()) ? read.to() : List.of(read.from());
    }

    /** The ids of those that are kept already. A copy of what Diabolo sent proves that it left. Reads the index mail_message. */
    private HashSet<String> there(Mailbox mailbox, List<Arrived> arrived) {
        var ids = arrived.stream()
                .map(one -> one.read().messageId())
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        var there = new HashSet<String>();
        if (!ids.isEmpty()) {
            sql.select(MAIL.ID, MAIL.MESSAGE_ID, MAIL.STATE)
                    .from(MAIL)
                    .where(MAIL.MESSAGE_ID.in(ids))
                    .and(MAIL.MAILBOX_ID.eq(mailbox.id()))
                    .forEach(row -> {
                        if (there.add(row.value2()) && row.value3().equals("uncertain")) {
                            fates.sent(row.value1());
                        }
                    });
        }
        return there;
    }

    /** The newest mail of each id that one of them names. Reads the index mail_message. */
    private Map<String, MailRecord> threads(List<Arrived> arrived) {
        var ids = arrived.stream()
                .flatMap(one -> Incoming.ids(one.read()).stream())
                .distinct()
                .toList();
        var all = new HashMap<String, MailRecord>();
        if (!ids.isEmpty()) {
            sql.select(
                            MAIL.ID,
                            MAIL.MESSAGE_ID,
                            MAIL.THREAD_ID,
                            MAIL.ABOUT_TYPE,
                            MAIL.ABOUT_ID,
                            MAIL.PERSON_ID,
                            MAIL.AT)
                    .from(MAIL)
                    .where(MAIL.MESSAGE_ID.in(ids))
                    .fetchInto(MAIL)
                    .forEach(row -> all.merge(row.getMessageId(), row, TakeInTogether::newer));
        }
        return all;
    }

    private static MailRecord newer(MailRecord one, MailRecord other) {
        return other.getAt().isAfter(one.getAt()) ? other : one;
    }

    private static @Nullable MailRecord newest(Map<String, MailRecord> threads, Collection<String> ids) {
        return ids.stream()
                .map(threads::get)
                .filter(Objects::nonNull)
                .reduce(TakeInTogether::newer)
                .orElse(null);
    }

    /** Whoever shares the mailbox says what each is about: nothing else follows from it. */
    private void about(List<MailRecord> rows, Map<UUID, SharedInbox.About> abouts) {
        sql.batch(rows.stream()
                        .map(row -> {
                            var about = abouts.get(row.getId());
                            return sql.update(MAIL)
                                    .set(MAIL.ABOUT_TYPE, about == null ? null : about.type())
                                    .set(MAIL.ABOUT_ID, about == null ? null : about.id())
                                    .where(MAIL.ID.eq(row.getId()));
                        })
                        .toList())
                .execute();
    }
}
