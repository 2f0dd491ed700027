package io.diabolo.queues;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member does next, and why it stands where it stands.
 *
 * @param kind what it is, such as {@code lead-response}; with the record it tells entries apart
 * @param urgency one of {@link #ANSWER} to {@link #BEST}; the lowest comes first
 * @param due until when; null where nobody waits for a certain time
 * @param recordType the id of the record type shown beside the queue, or of what the link shows
 * @param title who or what it is about
 * @param subtitle where they belong, such as company and title; may be empty
 * @param reason why it comes now, a sentence and not a score
 * @param action text key of what is done about it; null where the record says it itself
 * @param link the page on which it is done
 * @param also what else is said to who looks closer, such as why it came to them and to nobody else; null when nothing is
 */
public record QueueEntry(
        String kind,
        int urgency,
        @Nullable Instant due,
        String recordType,
        UUID record,
        String title,
        String subtitle,
        Text reason,
        @Nullable String action,
        String link,
        @Nullable Text also) {
    /** Somebody waits for an answer: they replied, or a promise of time is broken. */
    public static final int ANSWER = 0;

    /** A promise of time is running. */
    public static final int RUNNING = 1;

    /** To be done today. */
    public static final int TODAY = 2;

    /** Should have been done on an earlier day. */
    public static final int OVERDUE = 3;

    /** Nobody waits; it is the best that can be done next. */
    public static final int BEST = 4;

    public QueueEntry(
            String kind,
            int urgency,
            @Nullable Instant due,
            String recordType,
            UUID record,
            String title,
            String subtitle,
            Text reason,
            @Nullable String action,
            String link) {
        this(kind, urgency, due, recordType, record, title, subtitle, reason, action, link, null);
    }

    public QueueEntry with(Text also) {
        return new QueueEntry(kind, urgency, due, recordType, record, title, subtitle, reason, action, link, also);
    }

    /** What tells it from the other entries of a queue, fit for an address. */
    public String key() {
        return kind + "." + record;
    }
}
