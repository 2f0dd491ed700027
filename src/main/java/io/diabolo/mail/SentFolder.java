package io.diabolo.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.HeaderTerm;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
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
        var wanted = mailbox.sentFolder();
        if (letters.isEmpty() || !mailbox.keepsSent() || mailbox.imap() == null || wanted == null) {
            return;
        }
        try (var store = servers.store(mailbox)) {
            var name = name(store, mailbox);
            var folder = store.getFolder(name == null ? wanted : name);
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
        try (var store = servers.store(mailbox)) {
            var names = new LinkedHashSet<String>();
            var sent = name(store, mailbox);
            if (sent != null) {
                names.add(sent);
            }
            names.addAll(mailbox.folders());
            for (var name : names) {
                var folder = store.getFolder(name);
                if (folder.exists() && isIn(folder, messageId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What it is called: as it was said, else as the server marks it (RFC 6154), for it has another name in each language. Null
     * where none is to be read, or there is none.
     */
    static @Nullable String name(Store store, Mailbox mailbox) throws MessagingException {
        var wanted = mailbox.sentFolder();
        if (wanted == null || store.getFolder(wanted).exists()) {
            return wanted;
        }
        for (var folder : store.getDefaultFolder().list("*")) {
            if (folder instanceof IMAPFolder imap
                    && Arrays.stream(imap.getAttributes()).anyMatch("\\Sent"::equalsIgnoreCase)) {
                return folder.getFullName();
            }
        }
        return null;
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
