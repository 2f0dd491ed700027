package io.diabolo.meetings;

import io.diabolo.journey.HandoffId;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to "book this meeting". */
public sealed interface Booking {
    /**
     * @param handoff by which the host is asked to take the lead over; null when none was wanted or possible
     * @param missing how many answers the lead's sheet still lacks, where that is why
     */
    record Done(
            UUID meeting,
            MemberId host,
            Instant start,
            UUID changeSet,
            @Nullable HandoffId handoff,
            int missing) implements Booking {}

    /** Somebody was first, or the host isn't free then; nothing was written. */
    record Taken() implements Booking {}
}
