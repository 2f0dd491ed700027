package io.diabolo.mail;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent from a member's mailbox.
 *
 * @param person to whom; null where nobody known is meant
 * @param body plain text, of which a simple HTML part is made
 * @param aboutType the record type that it is about, with {@code about}: lead, opportunity, enrollment …
 * @param notBefore it leaves at this instant or as soon after it as the mailbox allows
 * @param inReplyTo the mail that it answers, sent or received, by its id in Diabolo
 */
public record Letter(
        MemberId from,
        @Nullable UUID person,
        String to,
        String subject,
        String body,
        MailPurpose purpose,
        @Nullable String aboutType,
        @Nullable UUID about,
        Instant notBefore,
        @Nullable UUID inReplyTo,
        List<Attachment> attachments) {
    public Letter {
        attachments = List.copyOf(attachments);
    }
}
