package io.diabolo.sheets;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its evidence.
 *
 * @param saidBy who said it, in the member's words
 * @param source meeting, call, mail, form, other, or empty
 * @param occasion the key of the {@link Occasion} at which it was said, or empty
 * @param member who wrote it down, and {@code at} when
 */
public record Answer(
        String value,
        String saidBy,
        @Nullable LocalDate saidOn,
        String source,
        String note,
        String occasion,
        String member,
        Instant at) {
    static final java.util.List<String> SOURCES = java.util.List.of("meeting", "call", "mail", "form", "other");

    /** Somebody said it somewhere; else it is an opinion. */
    public boolean hasEvidence() {
        return !saidBy.isEmpty() || !source.isEmpty();
    }

    /** Of the meeting, call or mail in which it was said; empty where none is named. */
    public String path() {
        return Occasion.path(occasion);
    }
}
