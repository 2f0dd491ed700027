package io.diabolo.automation;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address outside that is told.
 *
 * @param state on, off, or stopped by Diabolo as it failed for long
 * @param oldUntil until when the secret before the present one signs too
 */
record Webhook(
        UUID id,
        String name,
        String url,
        String state,
        MemberId owner,
        @Nullable Instant failingSince,
        @Nullable Instant lastOkAt,
        @Nullable Instant oldUntil,
        int version) {
    boolean isOn() {
        return state.equals("on");
    }
}
