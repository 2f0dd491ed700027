package io.diabolo.mail;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
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
    static final int LARGEST = 25_000_000;
    private final TakeIn takeIn;
    private final ReadTogether together;
    private final FolderNotes notes;
    private final TransactionTemplate transactions;

    ReadFolder(TakeIn takeIn, ReadTogether together, FolderNotes notes, TransactionTemplate transactions) {
        this.takeIn = takeIn;
        this.together = together;
        this.notes = notes;
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
            var row = notes.row(mailbox, name, 0);
            row.setProblem("mail.trouble.folder");
            row.setSyncedAt(Mailboxes.utc(now));
            row.store();
        });
    }

    private Round read(Mailbox mailbox, IMAPFolder folder, String name, Instant now) throws MessagingException {
        var validity = folder.getUIDValidity();
        var begun = Objects.requireNonNull(transactions.execute(_ -> notes.begin(mailbox.id(), name, validity)));
        var unread = unread(mailbox, folder, begun.getLastUid());
        var round = unread.subList(0, Math.min(A_ROUND, unread.size()));
        prefetch(folder, round);
        var kept = 0;
        var shared = Boolean.TRUE.equals(transactions.execute(_ -> takeIn.isShared(mailbox)));
        for (var from = 0; from < round.size(); ) {
            var some = round.subList(from, ReadTogether.end(round, from));
            from += some.size();
            var all = shared ? together.read(mailbox, folder, name, some, now) : null;
            kept += all == null ? each(mailbox, folder, name, some, now) : all;
        }
        transactions.executeWithoutResult(_ -> {
            var row = notes.row(mailbox.id(), name, validity);
            row.setWaiting((long) unread.size() - round.size());
            row.setSyncedAt(Mailboxes.utc(now));
            row.store();
        });
        return new Round(kept, unread.size() - round.size());
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

    private int each(Mailbox mailbox, IMAPFolder folder, String name, List<Message> some, Instant now)
            throws MessagingException {
        var kept = 0;
        for (var message : some) {
            kept += one(mailbox, folder, name, message, now) ? 1 : 0;
        }
        return kept;
    }

    private boolean one(Mailbox mailbox, IMAPFolder folder, String name, Message message, Instant now)
            throws MessagingException {
        var uid = folder.getUID(message);
        try {
            var envelope = Envelope.of((MimeMessage) message);
            if (!Boolean.TRUE.equals(transactions.execute(_ -> takeIn.concerns(mailbox, envelope)))) {
                transactions.executeWithoutResult(_ -> notes.passed(mailbox.id(), name, uid, TakeIn.Taken.STRANGE));
                return false;
            }
            if (message.getSize() > LARGEST) {
                transactions.executeWithoutResult(
                        _ -> notes.leftOut(mailbox.id(), name, uid, "too-large", size(message), now));
                return false;
            }
            var received = message.getReceivedDate();
            // Whole and in memory, so that nothing is fetched within the transaction.
            var read = MailReader.read(new MimeMessage((MimeMessage) message));
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                if (notes.lastRead(mailbox.id(), name) >= uid) {
                    return false;
                }
                var taken = takeIn.take(mailbox, read, received == null ? read.at() : received.toInstant(), now);
                notes.passed(mailbox.id(), name, uid, taken);
                return taken == TakeIn.Taken.KEPT;
            }));
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("a mail could not be read: {}", e.getClass().getSimpleName());
            transactions.executeWithoutResult(_ -> notes.leftOut(mailbox.id(), name, uid, "unreadable", 0, now));
            return false;
        }
    }

    static long size(Message message) {
        try {
            return message.getSize();
        } catch (MessagingException _) {
            return 0;
        }
    }
}
