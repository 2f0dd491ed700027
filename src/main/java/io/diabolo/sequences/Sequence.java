package io.diabolo.sequences;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A sequence with the steps of its newest version.
 *
 * @param windowFrom minutes of the person's day from which mails leave, until {@code windowTo}
 * @param awayDays working days that it waits after an absence note which names no date
 * @param number of the newest version of its steps
 * @param version of the whole, for who edits it
 */
public record Sequence(
        UUID id,
        String name,
        SequenceState state,
        MemberId owner,
        String ownerName,
        int windowFrom,
        int windowTo,
        int awayDays,
        int number,
        List<Step> steps,
        int version,
        Instant updatedAt) {
    public Sequence {
        steps = List.copyOf(steps);
    }

    public boolean isActive() {
        return state == SequenceState.ACTIVE;
    }
}
