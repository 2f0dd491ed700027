package io.diabolo.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var trouble = trouble(cause);
            if (trouble != null) {
                return new Answer(trouble, Said.of(cause.getMessage()));
            }
        }
        return new Answer("mail.trouble.unreachable", Said.of(failure.getMessage()));
    }

    private static @Nullable String trouble(Throwable cause) {
        return switch (cause) {
            case AuthenticationFailedException _ -> "mail.trouble.sign-in";
            case CannotSignIn _ -> "mail.trouble.sign-in";
            case UnknownHostException _ -> "mail.trouble.unknown-host";
            case SSLPeerUnverifiedException _ -> "mail.trouble.certificate";
            case SSLException _ -> isOfCertificate(cause) ? "mail.trouble.certificate" : "mail.trouble.encryption";
            // A server that offers no encryption isn't sent the password.
            case MessagingException _
            when String.valueOf(cause.getMessage()).contains("STARTTLS") -> "mail.trouble.encryption";
            default -> null;
        };
    }

    /** Not trusted, run out, or of another name; else the two don't speak the same. */
    private static boolean isOfCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }
}
