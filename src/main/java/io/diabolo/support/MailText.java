package io.diabolo.support;

import io.diabolo.mail.Incoming;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a mail says, as a ticket shows it. */
final class MailText {
    /** What programs put before a subject that is answered or passed on, and the reference that we put behind it. */
    private static final Pattern AROUND = Pattern.compile(
            "(?iu)^\\s*((re|rép?|aw|sv|antw|fwd?|tr|wg|i|rv)\\s*(\\[\\d+])?\\s*:\\s*)+|\\s*\\[T-[0-9A-F]{8}]\\s*");

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_NAME = 200;

    private MailText() {}

    static String name(Incoming mail) {
        var name = mail.fromName().isEmpty() ? mail.from() : mail.fromName();
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    static String subject(Incoming mail) {
        var plain = plain(mail.subject());
        return plain.isEmpty() ? "—" : plain.substring(0, Math.min(LONGEST_SUBJECT, plain.length()));
    }

    /** Without what programs put around it. */
    static String plain(String subject) {
        return AROUND.matcher(
                        subject.replace('\u00a0', ' ').replace('\u202f', ' ').replace("\0", ""))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static Conversation.Said said(UUID ticket, Message.Kind kind, Incoming mail) {
        return new Conversation.Said(
                ticket,
                kind,
                null,
                name(mail),
                mail.from(),
                mail.text(),
                mail.quoted(),
                mail.html(),
                mail.mail(),
                mail.at());
    }
}
