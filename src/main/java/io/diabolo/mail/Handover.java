package io.diabolo.mail;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What became of handing a mail to its server. */
sealed interface Handover {
    record Accepted() implements Handover {}

    /**
     * Certainly not taken.
     *
     * @param all whether the mailbox's other mails would fare no better now
     */
    record Later(String reason, String said, boolean all) implements Handover {}

    /**
     * Refused for good.
     *
     * @param dead whether the address doesn't exist
     */
    record Never(String said, boolean dead) implements Handover {}

    /** The message was ended and no answer came. */
    record Unknown(String said) implements Handover {}

    /** Reads a failure by what the server answered, and by whether the message was ended before. */
    static Handover failed(MessagingException failure, boolean handed) {
        var said = said(failure);
        for (var cause : chain(failure)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return answered(address.getReturnCode(), said, true, false);
            }
            if (cause instanceof SMTPSenderFailedException) {
                return new Later("mail.trouble.sender", said, true);
            }
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return answered(send.getReturnCode(), said, false, !handed);
            }
        }
        if (handed) {
            return new Unknown(said);
        }
        var trouble = MailboxTrial.answer(failure).trouble();
        return new Later(Objects.requireNonNullElse(trouble, "mail.trouble.unreachable"), said, true);
    }

    private static Handover answered(int code, String said, boolean ofAddress, boolean all) {
        if (code < 500) {
            return new Later("mail.trouble.busy", said, all);
        }
        return new Never(said, ofAddress && isDead(code, said));
    }

    /** RFC 3463: 5.1.x is about the address; 550 without such a word is taken the same, unless it is about a policy. */
    private static boolean isDead(int code, String said) {
        if (said.matches("(?s).*\\b5\\.[0-9]{1,3}\\.[0-9]{1,3}\\b.*")) {
            return said.matches("(?s).*\\b5\\.1\\.(1|2|3|6|10)\\b.*");
        }
        return code == 550 || code == 551 || code == 553;
    }

    private static List<Throwable> chain(MessagingException failure) {
        var all = new ArrayList<Throwable>();
        Throwable next = failure;
        while (next != null && all.size() < 20) {
            all.add(next);
            next = next instanceof MessagingException mail && mail.getNextException() != null
                    ? mail.getNextException()
                    : next.getCause();
        }
        return all;
    }

    private static String said(MessagingException failure) {
        var last = chain(failure).getLast();
        return Said.of(last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage());
    }
}
