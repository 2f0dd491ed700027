package io.diabolo.mail.reading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was read.
 *
 * @param messageId with its angle brackets; empty where it has none
 * @param from the address in lower case; empty where there is none
 * @param fromName as its sender calls themselves; may be empty
 * @param to the addresses of To and Cc, in lower case
 * @param text without what it quotes
 * @param html sanitised; null where there is none
 * @param spam whether a server that it came through took it for that
 * @param bounce what a report says; null for what isn't one
 */
public record ReadMail(
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        String from,
        String fromName,
        List<String> to,
        String subject,
        Instant at,
        String text,
        String quoted,
        @Nullable String html,
        List<ReadFile> files,
        MailKind kind,
        boolean spam,
        @Nullable Bounce bounce) {}
