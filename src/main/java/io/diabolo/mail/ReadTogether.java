package io.diabolo.mail;

import io.diabolo.mail.reading.MailReader;
import jakarta.mail.FetchProfile;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails of a shared mailbox, all of which are kept: fetched by one request and kept by one transaction. */
@Component
class ReadTogether {
    private static final Logger LOG = LoggerFactory.getLogger(ReadTogether.class);
    /** So many at once, and no more than so many bytes, for all of them are in memory until they are kept. */
    private static final int MOST = 100;

    private static final long MOST_BYTES = 8_000_000;
    /** What is no larger is fetched together with others; so the memory of a round stays small. */
    private static final int SMALL = 100_000;

    private final TakeIn takeIn;
    private final FolderNotes notes;
    private final TransactionTemplate transactions;

    ReadTogether(TakeIn takeIn, FolderNotes notes, TransactionTemplate transactions) {
        this.takeIn = takeIn;
        this.notes = notes;
        this.transactions = transactions;
    }

    /** Up to which of them, itself not included, they are taken together; always one at least. */
    static int end(List<Message> all, int from) {
        var bytes = 0L;
        var to = from;
        while (to < all.size() && to - from < MOST) {
            bytes += ReadFolder.size(all.get(to));
            if (bytes > MOST_BYTES && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /** @param why it can't be kept; null: it was read */
    private record Fetched(
            long uid,
            TakeInTogether.@Nullable Arrived arrived,
            @Nullable String why,
            long size) {}

    /**
     * All of them with the note that they were read.
     *
     * @return how many were kept; null where one of them can't be, so that none was: then each is to be tried by itself
     * @throws MessagingException when the connection is gone
     */
    @Nullable
    Integer read(Mailbox mailbox, IMAPFolder folder, String name, List<Message> some, Instant now)
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
            return transactions.execute(_ -> {
                var last = notes.lastRead(mailbox.id(), name);
                var fresh = fetched.stream().filter(one -> one.uid() > last).toList();
                fresh.stream()
                        .filter(one -> one.why() != null)
                        .forEach(one -> notes.leftOut(
                                mailbox.id(), name, one.uid(), Objects.requireNonNull(one.why()), one.size(), now));
                var arrived = fresh.stream()
                        .map(Fetched::arrived)
                        .filter(Objects::nonNull)
                        .toList();
                var kept = takeIn.takeAll(mailbox, arrived, now);
                if (!fresh.isEmpty()) {
                    notes.passed(mailbox.id(), name, fresh.getLast().uid(), kept, 0);
                }
                return kept;
            });
        } catch (RuntimeException e) {
            LOG.warn("mails could not be kept together: {}", e.getClass().getSimpleName());
            return null;
        }
    }

    /** The small ones in one go. */
    private static void fetch(IMAPFolder folder, List<Message> some) throws MessagingException {
        var whole = new FetchProfile();
        whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
        folder.fetch(
                some.stream()
                        .filter(message -> ReadFolder.size(message) <= SMALL)
                        .toArray(Message[]::new),
                whole);
    }

    private static Fetched fetched(IMAPFolder folder, Message message) throws MessagingException {
        var uid = folder.getUID(message);
        try {
            if (message.getSize() > ReadFolder.LARGEST) {
                return new Fetched(uid, null, "too-large", ReadFolder.size(message));
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
}
