package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens by itself.
 *
 * @param state draft, on, off, or stopped by Diabolo for the reason {@code trouble}, a text key
 * @param number of the plan's present version
 * @param keeper who saved it last: it sees and may do what this member sees and may do
 */
record Automation(
        UUID id,
        String name,
        String state,
        int number,
        Plan plan,
        MemberId keeper,
        String keeperName,
        @Nullable String trouble,
        @Nullable Instant onSince,
        @Nullable Instant nextAt,
        Instant updatedAt,
        int version) {
    boolean isOn() {
        return state.equals("on");
    }

    boolean isOf(Actor me) {
        return keeper.equals(me.member());
    }
}
