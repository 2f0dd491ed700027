package io.diabolo.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.HeaderTerm;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The folder of a mailbox in which its member's own program shows what was sent. */
@Component
class SentFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SentFolder.class);
    private final MailServers servers;

    SentFolder(MailServers servers) {
        this.servers = servers;
    }

    /** Puts copies there, where the server doesn't do so by itself. They are a comfort: without them a mail is sent all the same. */
    void keep(Mailbox mailbox, List<MimeLetter> letters) {
        var name = mailbox.sentFolder();
        if (letters.isEmpty() || !mailbox.keepsSent() || mailbox.imap() == null || name == null) {
            return;
        }
        try (var store = servers.store(mailbox)) {
            var folder = store.getFolder(name);
            if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
                return;
            }
            for (var letter : letters) {
                letter.setFlag(Flags.Flag.SEEN, true);
            }
            folder.appendMessages(letters.toArray(Message[]::new));
        } catch (MessagingException | CannotSignIn e) {
            LOG.info("no copy in the Sent folder: {}", e.getClass().getSimpleName());
        }
    }

    /**
     * Whether the mail lies there, or in one of the folders that are read.
     *
     * @throws MessagingException when nobody can look
     */
    boolean holds(Mailbox mailbox, String messageId) throws MessagingException {
        var names = new LinkedHashSet<String>();
        if (mailbox.sentFolder() != null) {
            names.add(mailbox.sentFolder());
        }
        names.addAll(mailbox.folders());
        try (var store = servers.store(mailbox)) {
            for (var name : names) {
                var folder = store.getFolder(name);
                if (folder.exists() && isIn(folder, messageId)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isIn(Folder folder, String messageId) throws MessagingException {
        folder.open(Folder.READ_ONLY);
        try {
            return folder.search(new HeaderTerm("Message-ID", messageId)).length > 0;
        } finally {
            folder.close(false);
        }
    }
}
