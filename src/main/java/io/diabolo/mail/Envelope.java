package io.diabolo.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at before a mail is fetched: whoever isn't known here stays in their mailbox.
 *
 * @param ids of mails that it says it belongs to, with its own
 * @param report whether it may tell that something wasn't delivered
 */
record Envelope(Set<String> addresses, Set<String> ids, boolean report) {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,900}>");
    private static final Pattern MAILER =
            Pattern.compile("(?iu)(mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail delivery"
                    + "|undeliver|delivery (status|fail|has failed|report)|returned mail|failure notice|non[- ]remis|unzustellbar"
                    + "|feedback-report|delivery-status|complaint|abuse|unsubscribe)");

    static Envelope of(MimeMessage message) throws MessagingException {
        var addresses = new LinkedHashSet<String>();
        add(addresses, message.getFrom());
        add(addresses, message.getAllRecipients());
        var ids = new LinkedHashSet<String>();
        for (var name : List.of("Message-ID", "In-Reply-To", "References")) {
            var values = message.getHeader(name);
            for (var value : values == null ? new String[0] : values) {
                ID.matcher(value).results().forEach(match -> ids.add(match.group()));
            }
        }
        var signs = new ArrayList<String>();
        signs.add(String.join(" ", message.getHeader("From") == null ? new String[0] : message.getHeader("From")));
        signs.add(String.valueOf(message.getSubject()));
        signs.add(message.getContentType());
        return new Envelope(
                addresses, ids, MAILER.matcher(String.join(" ", signs)).find());
    }

    private static void add(Set<String> all, Address @Nullable [] some) {
        if (some == null) {
            return;
        }
        for (var one : some) {
            if (one instanceof InternetAddress address && address.getAddress() != null) {
                all.add(address.getAddress().toLowerCase(Locale.ROOT));
            }
        }
    }
}
