package io.diabolo.queues;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record behind a figure.
 *
 * @param above whether it counts above the line of a share; true for all of a plain count
 * @param path where it stands; empty for who may not see it
 */
public record FigureRecord(
        String title, String subtitle, @Nullable Instant at, boolean above, String path) {}
