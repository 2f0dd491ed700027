package io.diabolo.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail as one reader may see it.
 *
 * @param own whether it is the reader's own mailbox
 * @param subject null where the mailbox doesn't show it to others
 * @param body without what it quotes; null where the mailbox doesn't show it to others
 * @param html sanitised; null where there is none
 * @param member whose mailbox it is
 * @param person whose record it belongs to; null where nobody known is meant
 * @param fault text key of what went wrong; null: nothing
 */
record MailView(
        UUID id,
        boolean own,
        boolean inbound,
        String state,
        String kind,
        @Nullable String purpose,
        String from,
        String to,
        @Nullable String subject,
        @Nullable String body,
        String quoted,
        @Nullable String html,
        String footer,
        UUID thread,
        String member,
        @Nullable UUID person,
        String personName,
        @Nullable String aboutType,
        @Nullable UUID about,
        Instant at,
        @Nullable Instant sentAt,
        @Nullable Instant nextAt,
        @Nullable String bounce,
        @Nullable String fault,
        @Nullable String faultSaid,
        List<MailFiles.Kept> files) {
    boolean isHidden() {
        return body == null;
    }

    boolean isWaiting() {
        return state.equals("waiting");
    }

    boolean isUncertain() {
        return state.equals("uncertain");
    }

    /** An answer goes to somebody who wrote, or once more to whom was written. */
    boolean canReply() {
        return own && (inbound || state.equals("sent"));
    }

    String path() {
        return "/mails/" + id;
    }
}
