package io.diabolo.prediction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case whose outcome is known, such as a lead that was qualified or not, or a customer that left or stayed.
 *
 * @param begun when what is known of it was known
 * @param decided when the outcome was; null where nobody knows
 * @param sample what was known then, and the outcome
 */
public record PastCase(Instant begun, @Nullable Instant decided, Sample sample) {
    boolean isBefore(Instant cut) {
        return begun.isBefore(cut) && (decided == null || decided.isBefore(cut));
    }
}
