package io.diabolo.mail.reading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was read.
 *
 * @param messageId with its angle brackets; empty where it has none
 * @param from the address in lower case; empty where there is none
 * @param to the addresses of To and Cc, in lower case
 * @param text without what it quotes
 * @param html sanitised; null where there is none
 * @param bounce what a report says; null for what isn't one
 */
public record ReadMail(
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        String from,
        List<String> to,
        String subject,
        Instant at,
        String text,
        String quoted,
        @Nullable String html,
        List<ReadFile> files,
        MailKind kind,
        @Nullable Bounce bounce) {}
