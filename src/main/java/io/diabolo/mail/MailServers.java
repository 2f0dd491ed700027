package io.diabolo.mail;

import io.diabolo.mail.Mailbox.Security;
import io.diabolo.mail.Mailbox.Server;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Connections to a mailbox's servers: certificates are checked, and nobody is waited for without end. */
@Component
class MailServers {
    private static final String CONNECT_MILLIS = "20000";
    private static final String ANSWER_MILLIS = "60000";
    private final Credentials credentials;
    private final @Nullable SSLSocketFactory trusting;

    @Autowired
    MailServers(Credentials credentials) {
        this(credentials, null);
    }

    /** @param trusting which certificates are trusted; null: those that Java trusts */
    MailServers(Credentials credentials, @Nullable SSLSocketFactory trusting) {
        this.credentials = credentials;
        this.trusting = trusting;
    }

    /** Signed in. @throws CannotSignIn when there is nothing to sign in with, or the provider took it back */
    HandingTransport transport(Mailbox mailbox) throws MessagingException {
        var server = mailbox.smtp();
        var secret = credentials.of(mailbox);
        var session = session("smtp", server, mailbox.way().isOAuth());
        var name = new URLName("smtp", server.host(), server.port(), null, mailbox.login(), null);
        var transport = new HandingTransport(session, name);
        transport.connect(server.host(), server.port(), mailbox.login(), secret);
        return transport;
    }

    /** Signed in. @throws CannotSignIn when there is nothing to sign in with, or the provider took it back */
    Store store(Mailbox mailbox) throws MessagingException {
        var server = Objects.requireNonNull(mailbox.imap(), "nothing is read from this mailbox");
        var secret = credentials.of(mailbox);
        var store = session("imap", server, mailbox.way().isOAuth()).getStore("imap");
        store.connect(server.host(), server.port(), mailbox.login(), secret);
        return store;
    }

    private Session session(String protocol, Server server, boolean oauth) {
        var all = new Properties();
        var at = "mail." + protocol + ".";
        all.setProperty(at + "auth", "true");
        all.setProperty(at + "auth.mechanisms", oauth ? "XOAUTH2" : "PLAIN LOGIN");
        all.setProperty(at + "ssl.enable", String.valueOf(server.security() == Security.TLS));
        all.setProperty(at + "starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        all.setProperty(at + "starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        all.setProperty(at + "ssl.checkserveridentity", "true");
        if (trusting != null) {
            all.put(at + "ssl.socketFactory", trusting);
        }
        all.setProperty(at + "connectiontimeout", CONNECT_MILLIS);
        all.setProperty(at + "timeout", ANSWER_MILLIS);
        all.setProperty(at + "writetimeout", ANSWER_MILLIS);
        all.setProperty("mail.smtp.quitwait", "false");
        all.setProperty("mail.imap.partialfetch", "true");
        all.setProperty("mail.imap.fetchsize", "262144");
        // Reading isn't to mark anything as read.
        all.setProperty("mail.imap.peek", "true");
        all.setProperty("mail.mime.ignoreunknownencoding", "true");
        all.setProperty("mail.mime.base64.ignoreerrors", "true");
        all.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(all);
    }
}
