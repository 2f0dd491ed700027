package io.diabolo.mail.reading;

import java.util.Locale;

/** Who or what wrote a mail. */
public enum MailKind {
    HUMAN,
    OUT_OF_OFFICE,
    AUTOMATIC,
    BOUNCE,
    COMPLAINT;

    /** The value in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
