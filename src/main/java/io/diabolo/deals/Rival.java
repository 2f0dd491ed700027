package io.diabolo.deals;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A competitor in an opportunity.
 *
 * @param status suspected, confirmed, shortlisted, eliminated; chosen instead of us, or beaten
 * @param battlecard what to say and to ask when they are in the race; null where nobody wrote it yet
 */
public record Rival(
        UUID competitor,
        String name,
        String status,
        String note,
        @Nullable String strengths,
        @Nullable String weaknesses,
        @Nullable String threats,
        @Nullable String battlecard) {
    static final List<String> STATUSES =
            List.of("suspected", "confirmed", "shortlisted", "eliminated", "chosen", "beaten");
}
