package io.diabolo.support;

import io.diabolo.mentions.Mention;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something said in a ticket.
 *
 * @param author whoever said it, as people read it
 * @param html sanitised; null where there is none
 * @param textKey of a step: what happened, a text with its arguments; null for what somebody wrote
 * @param mentions whom a note of ours names
 * @param fault text key of why its mail didn't arrive; null where nothing is wrong
 */
record Message(
        UUID id,
        Kind kind,
        @Nullable UUID member,
        String author,
        String address,
        String body,
        String quoted,
        @Nullable String html,
        @Nullable UUID mail,
        @Nullable String textKey,
        List<String> textArgs,
        Instant at,
        @Nullable String fault,
        List<File> files,
        List<Mention> mentions) {
    enum Kind {
        /** From the customer, or whoever takes part. */
        INBOUND,
        /** Ours to the customer. */
        REPLY,
        /** Among ourselves: no customer ever sees it. */
        NOTE,
        /** From a machine of theirs; it asks for nothing. */
        AUTOMATIC,
        /** The course of things. */
        STEP;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Kind of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }

        boolean isShared() {
            return this == INBOUND || this == REPLY;
        }
    }

    /** A file that came or went with it. */
    record File(UUID id, String name, long size) {}

    Message with(List<File> some) {
        return new Message(
                id, kind, member, author, address, body, quoted, html, mail, textKey, textArgs, at, fault, some,
                mentions);
    }

    Message naming(List<Mention> some) {
        return new Message(
                id, kind, member, author, address, body, quoted, html, mail, textKey, textArgs, at, fault, files, some);
    }
}
