package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX_FOLDER;
import static io.diabolo.jooq.Tables.MAIL_LEFT_OUT;

import io.diabolo.jooq.tables.records.MailboxFolderRecord;
import io.diabolo.mail.reading.MailReader;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a folder on from where it was left: uids grow and hold as long as the folder's validity does (RFC 3501). Mails
 * are kept together with the note that they were read, so a crash repeats at most one look: those of a shared mailbox by the
 * hundred, others one by one, as most of them stay where they are.
 */
@Component
class ReadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ReadFolder.class);
    private static final int A_ROUND = 300;
    private static final int LARGEST = 25_000_000;
    /** So many of a shared mailbox are kept by one transaction. */
    private static final int TOGETHER = 100;
    /** What is no larger is fetched together with others; so the memory of a round stays small. */
    private static final int SMALL = 100_000;

    private final DSLContext sql;
    private final TakeIn takeIn;
    private final TransactionTemplate transactions;

    ReadFolder(DSLContext sql, TakeIn takeIn, TransactionTemplate transactions) {
        this.sql = sql;
        this.takeIn = takeIn;
        this.transactions = transactions;
    }

    /**
     * What a round gave.
     *
     * @param left how many wait for the next one
     */
    record Round(int kept, int left) {
        static final Round NONE = new Round(0, 0);
    }

    /** @throws MessagingException when the connection is gone */
    Round read(Mailbox mailbox, Store store, String name, Instant now) throws MessagingException {
        var folder = store.getFolder(name);
        if (!folder.exists() || !(folder instanceof IMAPFolder imap)) {
            problem(mailbox.id(), name, now);
            return Round.NONE;
        }
        imap.open(Folder.READ_ONLY);
        try {
            return read(mailbox, imap, name, now);
        } finally {
            if (imap.isOpen()) {
                imap.close(false);
            }
        }
    }

    private void problem(UUID mailbox, String name, Instant now) {
        transactions.executeWithoutResult(_ -> {
            var row = row(mailbox, name, 0);
            row.setProblem("mail.trouble.folder");
            row.setSyncedAt(Mailboxes.utc(now));
            row.store();
        });
    }

    private MailboxFolderRecord row(UUID mailbox, String name, long validity) {
        var row = sql.selectFrom(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .fetchOne();
        if (row != null) {
            return row;
        }
        var fresh = sql.newRecord(MAILBOX_FOLDER);
        fresh.setMailboxId(mailbox);
        fresh.setName(name);
        fresh.setUidValidity(validity);
        fresh.setLastUid(0L);
        fresh.setFetched(0L);
        fresh.setStrangers(0L);
        fresh.setWaiting(0L);
        return fresh;
    }

    private Round read(Mailbox mailbox, IMAPFolder folder, String name, Instant now) throws MessagingException {
        var validity = folder.getUIDValidity();
        var begun = Objects.requireNonNull(transactions.execute(_ -> begin(mailbox.id(), name, validity)));
        var unread = unread(mailbox, folder, begun.getLastUid());
        var round = unread.subList(0, Math.min(A_ROUND, unread.size()));
        prefetch(folder, round);
        var kept = 0;
        if (Boolean.TRUE.equals(transactions.execute(_ -> takeIn.isShared(mailbox)))) {
            for (var from = 0; from < round.size(); from += TOGETHER) {
                var some = round.subList(from, Math.min(round.size(), from + TOGETHER));
                kept += together(mailbox, folder, name, some, now);
            }
        } else {
            for (var message : round) {
                kept += one(mailbox, folder, name, message, now) ? 1 : 0;
            }
        }
        transactions.executeWithoutResult(_ -> {
            var row = row(mailbox.id(), name, validity);
            row.setWaiting((long) unread.size() - round.size());
            row.setSyncedAt(Mailboxes.utc(now));
            row.store();
        });
        return new Round(kept, unread.size() - round.size());
    }

    /** @param why it can't be kept; null: it was read */
    private record Fetched(
            long uid, TakeInTogether.@Nullable Arrived arrived, @Nullable String why, long size) {}

    /** All of them with the note that they were read, or, where one of them can't be kept, each by itself. */
    private int together(Mailbox mailbox, IMAPFolder folder, String name, List<Message> some, Instant now)
            throws MessagingException {
        fetch(folder, some);
        var fetched = new ArrayList<Fetched>();
        for (var message : some) {
            fetched.add(fetched(folder, message));
            if (message instanceof IMAPMessage read) {
                // It is kept in memory no longer than it is needed.
                read.invalidateHeaders();
            }
        }
        try {
            return Objects.requireNonNull(transactions.execute(_ -> {
                var last = lastRead(mailbox.id(), name);
                var fresh = fetched.stream().filter(one -> one.uid() > last).toList();
                fresh.stream()
                        .filter(one -> one.why() != null)
                        .forEach(one -> leftOut(
                                mailbox.id(), name, one.uid(), Objects.requireNonNull(one.why()), one.size(), now));
                var arrived = fresh.stream()
                        .map(Fetched::arrived)
                        .filter(Objects::nonNull)
                        .toList();
                var kept = takeIn.takeAll(mailbox, arrived, now);
                if (!fresh.isEmpty()) {
                    passed(mailbox.id(), name, fresh.getLast().uid(), kept, 0);
                }
                return kept;
            }));
        } catch (RuntimeException e) {
            LOG.warn("mails could not be kept together: {}", e.getClass().getSimpleName());
            var kept = 0;
            for (var message : some) {
                kept += one(mailbox, folder, name, message, now) ? 1 : 0;
            }
            return kept;
        }
    }

    /** The small ones in one go. */
    private static void fetch(IMAPFolder folder, List<Message> some) throws MessagingException {
        var whole = new FetchProfile();
        whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
        folder.fetch(
                some.stream()
                        .filter(message -> size(message) <= SMALL)
                        .toArray(Message[]::new),
                whole);
    }

    private static Fetched fetched(IMAPFolder folder, Message message) throws MessagingException {
        var uid = folder.getUID(message);
        try {
            if (message.getSize() > LARGEST) {
                return new Fetched(uid, null, "too-large", size(message));
            }
            var received = message.getReceivedDate();
            var read = MailReader.read(new MimeMessage((MimeMessage) message));
            var at = received == null ? read.at() : received.toInstant();
            return new Fetched(uid, new TakeInTogether.Arrived(read, at), null, 0);
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("a mail could not be read: {}", e.getClass().getSimpleName());
            return new Fetched(uid, null, "unreadable", 0);
        }
    }

    /** Nobody else keeps mails of the folder until this is over; what another has kept meanwhile isn't kept again. */
    private long lastRead(UUID mailbox, String name) {
        return sql.select(MAILBOX_FOLDER.LAST_UID)
                .from(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    /** Another validity means other uids: all of it is looked at once more, and what is there already is known by its id. */
    private MailboxFolderRecord begin(UUID mailbox, String name, long validity) {
        var row = row(mailbox, name, validity);
        if (row.getUidValidity() != validity) {
            row.setUidValidity(validity);
            row.setLastUid(0L);
        }
        row.setProblem(null);
        row.store();
        return row;
    }

    private static List<Message> unread(Mailbox mailbox, IMAPFolder folder, long last) throws MessagingException {
        var found = last == 0
                ? folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(mailbox.readFrom())))
                : folder.getMessagesByUID(last + 1, UIDFolder.LASTUID);
        var uids = new FetchProfile();
        uids.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(found, uids);
        // A range that ends with the last one holds the last one always, also when it was read.
        return Arrays.stream(found)
                .filter(Objects::nonNull)
                .filter(message -> uid(folder, message) > last)
                .sorted(Comparator.comparingLong(message -> uid(folder, message)))
                .toList();
    }

    private static long uid(IMAPFolder folder, Message message) {
        try {
            return folder.getUID(message);
        } catch (MessagingException _) {
            return 0;
        }
    }

    private static void prefetch(IMAPFolder folder, List<Message> some) throws MessagingException {
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add("References");
        profile.add("In-Reply-To");
        profile.add("Content-Type");
        folder.fetch(some.toArray(Message[]::new), profile);
    }

    private boolean one(Mailbox mailbox, IMAPFolder folder, String name, Message message, Instant now)
            throws MessagingException {
        var uid = folder.getUID(message);
        try {
            var envelope = Envelope.of((MimeMessage) message);
            if (!Boolean.TRUE.equals(transactions.execute(_ -> takeIn.concerns(mailbox, envelope)))) {
                transactions.executeWithoutResult(_ -> passed(mailbox.id(), name, uid, TakeIn.Taken.STRANGE));
                return false;
            }
            if (message.getSize() > LARGEST) {
                transactions.executeWithoutResult(
                        _ -> leftOut(mailbox.id(), name, uid, "too-large", size(message), now));
                return false;
            }
            var received = message.getReceivedDate();
            // Whole and in memory, so that nothing is fetched within the transaction.
            var read = MailReader.read(new MimeMessage((MimeMessage) message));
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                if (lastRead(mailbox.id(), name) >= uid) {
                    return false;
                }
                var taken = takeIn.take(mailbox, read, received == null ? read.at() : received.toInstant(), now);
                passed(mailbox.id(), name, uid, taken);
                return taken == TakeIn.Taken.KEPT;
            }));
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("a mail could not be read: {}", e.getClass().getSimpleName());
            transactions.executeWithoutResult(_ -> leftOut(mailbox.id(), name, uid, "unreadable", 0, now));
            return false;
        }
    }

    private static long size(Message message) {
        try {
            return message.getSize();
        } catch (MessagingException _) {
            return 0;
        }
    }

    private void passed(UUID mailbox, String name, long uid, TakeIn.Taken taken) {
        passed(mailbox, name, uid, taken == TakeIn.Taken.KEPT ? 1 : 0, taken == TakeIn.Taken.STRANGE ? 1 : 0);
    }

    private void passed(UUID mailbox, String name, long uid, int kept, int strangers) {
        sql.update(MAILBOX_FOLDER)
                .set(MAILBOX_FOLDER.LAST_UID, uid)
                .set(MAILBOX_FOLDER.FETCHED, MAILBOX_FOLDER.FETCHED.plus(kept))
                .set(MAILBOX_FOLDER.STRANGERS, MAILBOX_FOLDER.STRANGERS.plus(strangers))
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .execute();
    }

    private void leftOut(UUID mailbox, String name, long uid, String why, long size, Instant now) {
        sql.update(MAILBOX_FOLDER)
                .set(MAILBOX_FOLDER.LAST_UID, uid)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .execute();
        sql.insertInto(MAIL_LEFT_OUT)
                .set(MAIL_LEFT_OUT.MAILBOX_ID, mailbox)
                .set(MAIL_LEFT_OUT.FOLDER, name)
                .set(MAIL_LEFT_OUT.UID, uid)
                .set(MAIL_LEFT_OUT.WHY, why)
                .set(MAIL_LEFT_OUT.SIZE, size)
                .set(MAIL_LEFT_OUT.AT, Mailboxes.utc(now))
                .onConflictDoNothing()
                .execute();
    }
}
