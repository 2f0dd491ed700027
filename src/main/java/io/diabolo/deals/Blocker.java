package io.diabolo.deals;

import io.diabolo.clocks.Countdown;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a signature, promised to be solved in time.
 *
 * @param stakeholder who blocks; null: nobody in particular
 * @param owner the name of who has to solve it
 * @param solvedAt null while it stands
 */
public record Blocker(
        UUID id,
        UUID opportunity,
        @Nullable UUID stakeholder,
        String text,
        Countdown clock,
        String owner,
        @Nullable Instant solvedAt,
        String solution) {
    public boolean isOpen() {
        return solvedAt == null;
    }
}
