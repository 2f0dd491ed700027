package io.diabolo.queues;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record behind a figure.
 *
 * @param title empty for who may not see it
 * @param above whether it counts above the line of a share; true for all of a plain count
 * @param path where it stands; empty for who may not see it
 */
public record FigureRecord(
        String title, String subtitle, @Nullable Instant at, boolean above, String path) {
    /** It counts, and that is all that whoever may not see it learns. */
    public static FigureRecord hidden(@Nullable Instant at, boolean above) {
        return new FigureRecord("", "", at, above, "");
    }
}
