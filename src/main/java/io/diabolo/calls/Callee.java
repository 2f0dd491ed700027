package io.diabolo.calls;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead that could be called.
 *
 * @param number as E.164; null when nobody knows one
 * @param of whose number it is: mobile, phone or company
 * @param priority the managers' choice that speaks of the lead; null where none does
 * @param rank of that choice, from 1, the most important
 * @param due until when an inbound lead waits for a first answer; null when it doesn't
 * @param last what came of the last call; null when there was none
 * @param again not before then
 * @param tries calls to the person in the last thirty days, of whichever lead
 */
record Callee(
        UUID lead,
        String name,
        @Nullable UUID person,
        @Nullable String title,
        @Nullable UUID company,
        @Nullable String companyName,
        @Nullable String number,
        String of,
        @Nullable String country,
        boolean consumer,
        @Nullable Integer score,
        @Nullable String priority,
        int rank,
        @Nullable Instant due,
        Instant createdAt,
        @Nullable UUID lastCall,
        @Nullable CallOutcome last,
        @Nullable Instant lastAt,
        @Nullable Instant again,
        int tries) {
    boolean isCallBackDue(Instant now) {
        return last == CallOutcome.CALL_BACK && again != null && !again.isAfter(now);
    }

    boolean isResting(Instant now) {
        return again != null && again.isAfter(now);
    }
}
