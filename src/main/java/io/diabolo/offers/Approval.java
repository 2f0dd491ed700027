package io.diabolo.offers;

import io.diabolo.clocks.ClockId;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asked of somebody about a quote, and what became of it.
 *
 * @param rule in words
 * @param member to whom it was passed on; null: whoever holds the role
 * @param answeredBy the member's name; empty while it waits
 * @param answeredFor for whom they stood in; empty where they answered for themselves
 * @param open whether its turn has come
 * @param clock null until its turn has come
 * @param due until when it is answered
 */
record Approval(
        UUID id,
        UUID quote,
        int step,
        String rule,
        String role,
        @Nullable MemberId member,
        MemberId askedBy,
        Instant askedAt,
        String state,
        String answeredBy,
        String answeredFor,
        @Nullable String reason,
        boolean open,
        @Nullable ClockId clock,
        @Nullable Instant due) {
    boolean isWaiting() {
        return state.equals("waiting");
    }
}
