package io.diabolo.qualification.prediction;

import io.diabolo.prediction.PastCase;
import io.diabolo.prediction.Sample;
import io.diabolo.prediction.Traits;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it was known at first contact, and what became of it.
 *
 * @param decided when it was qualified or disqualified; null while it is open, or where nobody knows
 * @param qualified whether it was qualified; null while nothing is decided, or where the decision says nothing of the lead
 * @param imported a file brought it in
 */
record Known(
        UUID lead,
        Instant begun,
        @Nullable Instant decided,
        @Nullable Boolean qualified,
        boolean imported,
        Traits traits) {
    PastCase past() {
        return new PastCase(begun, decided, new Sample(traits, Boolean.TRUE.equals(qualified)));
    }
}
