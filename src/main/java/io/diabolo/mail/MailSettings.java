package io.diabolo.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The two providers that want OAuth 2; each is offered once its client is named. */
@ConfigurationProperties("diabolo.mail")
record MailSettings(
        @DefaultValue Provider microsoft, @DefaultValue Provider google) {
    private static final String MICROSOFT = "https://login.microsoftonline.com/";

    /**
     * A client as the provider registered it; addresses are the provider's own unless they are set.
     *
     * @param tenant Microsoft's: an organisation's id, or {@code common} for any
     */
    record Provider(
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("common") String tenant,
            @DefaultValue("") String authorizeUrl,
            @DefaultValue("") String tokenUrl,
            @DefaultValue("") String smtpHost,
            @DefaultValue("0") int smtpPort,
            @DefaultValue("") String imapHost,
            @DefaultValue("0") int imapPort,
            @DefaultValue("") String security) {
        boolean isOn() {
            return !clientId.isBlank();
        }

        /** Without the secret, so that it gets into no log. */
        @Override
        public String toString() {
            return "Provider[" + clientId + "]";
        }
    }

    Provider of(Mailbox.Way way) {
        return way == Mailbox.Way.GOOGLE ? google : microsoft;
    }

    String authorizeUrl(Mailbox.Way way) {
        var provider = of(way);
        var usual = way == Mailbox.Way.GOOGLE
                ? "https://accounts.google.com/o/oauth2/v2/auth"
                : MICROSOFT + provider.tenant() + "/oauth2/v2.0/authorize";
        return provider.authorizeUrl().isBlank() ? usual : provider.authorizeUrl();
    }

    String tokenUrl(Mailbox.Way way) {
        var provider = of(way);
        var usual = way == Mailbox.Way.GOOGLE
                ? "https://oauth2.googleapis.com/token"
                : MICROSOFT + provider.tenant() + "/oauth2/v2.0/token";
        return provider.tokenUrl().isBlank() ? usual : provider.tokenUrl();
    }

    String scope(Mailbox.Way way) {
        return way == Mailbox.Way.GOOGLE
                ? "https://mail.google.com/"
                : "https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All offline_access";
    }

    /** Nobody types these: a token shown to another server would be that server's. */
    Mailbox.Server smtp(Mailbox.Way way) {
        var set = of(way);
        if (!set.smtpHost().isBlank()) {
            return new Mailbox.Server(set.smtpHost(), set.smtpPort(), Mailbox.Security.of(set.security()));
        }
        return way == Mailbox.Way.GOOGLE
                ? new Mailbox.Server("smtp.gmail.com", 465, Mailbox.Security.TLS)
                : new Mailbox.Server("smtp.office365.com", 587, Mailbox.Security.STARTTLS);
    }

    Mailbox.Server imap(Mailbox.Way way) {
        var set = of(way);
        if (!set.imapHost().isBlank()) {
            return new Mailbox.Server(set.imapHost(), set.imapPort(), Mailbox.Security.of(set.security()));
        }
        return way == Mailbox.Way.GOOGLE
                ? new Mailbox.Server("imap.gmail.com", 993, Mailbox.Security.TLS)
                : new Mailbox.Server("outlook.office365.com", 993, Mailbox.Security.TLS);
    }

    String sentFolder(Mailbox.Way way) {
        return way == Mailbox.Way.GOOGLE ? "[Gmail]/Sent Mail" : "Sent Items";
    }
}
