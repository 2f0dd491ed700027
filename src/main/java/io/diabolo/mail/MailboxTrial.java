package io.diabolo.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs in to both servers of a mailbox and says in words what doesn't work. */
@Component
class MailboxTrial {
    private final MailServers servers;

    MailboxTrial(MailServers servers) {
        this.servers = servers;
    }

    /**
     * What a server said to it.
     *
     * @param trouble text key; null when all is well
     * @param said the server's own words
     */
    record Answer(@Nullable String trouble, String said) {
        static final Answer WELL = new Answer(null, "");

        boolean isWell() {
            return trouble == null;
        }
    }

    /**
     * @param sending what the server for sending said
     * @param reading what the one for reading said; null where nothing is read
     * @param folders that it has, in its own words
     * @param missing folders that are to be read and aren't there
     */
    record Result(Answer sending, @Nullable Answer reading, List<String> folders, List<String> missing) {
        boolean isWell() {
            return sending.isWell() && (reading == null || reading.isWell()) && missing.isEmpty();
        }
    }

    Result of(Mailbox mailbox) {
        var folders = new ArrayList<String>();
        var sending = sending(mailbox);
        var reading = mailbox.imap() == null ? null : reading(mailbox, folders);
        var missing = folders.isEmpty()
                ? List.<String>of()
                : mailbox.folders().stream()
                        .filter(one -> folders.stream().noneMatch(one::equalsIgnoreCase))
                        .toList();
        return new Result(sending, reading, folders, missing);
    }

    private Answer sending(Mailbox mailbox) {
        try {
            servers.transport(mailbox).close();
            return Answer.WELL;
        } catch (MessagingException | CannotSignIn e) {
            return answer(e);
        }
    }

    private Answer reading(Mailbox mailbox, List<String> folders) {
        try (var store = servers.store(mailbox)) {
            Arrays.stream(store.getDefaultFolder().list("*"))
                    .map(Folder::getFullName)
                    .sorted()
                    .forEach(folders::add);
            return Answer.WELL;
        } catch (MessagingException | CannotSignIn e) {
            return answer(e);
        }
    }

    static Answer answer(Exception failure) {
        var said = Said.of(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AuthenticationFailedException _ -> {
                    return new Answer("mail.trouble.sign-in", said);
                }
                case CannotSignIn _ -> {
                    return new Answer("mail.trouble.sign-in", said);
                }
                case UnknownHostException _ -> {
                    return new Answer("mail.trouble.unknown-host", said);
                }
                case SSLException _ -> {
                    return new Answer("mail.trouble.certificate", said);
                }
                default -> {}
            }
        }
        return new Answer("mail.trouble.unreachable", said);
    }
}
