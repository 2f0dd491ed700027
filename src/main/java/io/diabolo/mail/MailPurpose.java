package io.diabolo.mail;

import java.util.Locale;

/** Why a mail is written. Objections, legal basis, the unsubscribe header and the mailbox's cap apply to prospecting. */
public enum MailPurpose {
    PROSPECTING,
    REPLY,
    INVITATION,
    SERVICE;

    /** The value in tables and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
