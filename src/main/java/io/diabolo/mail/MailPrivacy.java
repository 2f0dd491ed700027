package io.diabolo.mail;

import java.util.Locale;

/** What others who see the record may read of a member's mail; the member reads all of it. */
enum MailPrivacy {
    EXISTS,
    SUBJECT,
    ALL;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailPrivacy of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    boolean showsSubject() {
        return this != EXISTS;
    }

    boolean showsText() {
        return this == ALL;
    }
}
