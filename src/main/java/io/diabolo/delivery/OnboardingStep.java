package io.diabolo.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of an onboarding.
 *
 * @param side us or customer
 * @param role ours: who usually does it
 * @param after what has to be done before
 * @param days working days that it takes once it can begin
 * @param dueIn it isn't due before so many working days after the signature; null: as soon as it can be done
 * @param asks its role is asked for it when it can begin; {@code handoff}: by which it was asked
 * @param doneBy a member's name, or how the customer signed it
 */
record OnboardingStep(
        UUID id,
        int position,
        String kind,
        String side,
        @Nullable String role,
        @Nullable UUID owner,
        @Nullable String ownerName,
        String name,
        List<UUID> after,
        int days,
        @Nullable Integer dueIn,
        boolean asks,
        @Nullable UUID handoff,
        LocalDate startsOn,
        LocalDate dueOn,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        String note,
        int version) {
    boolean isDone() {
        return doneAt != null;
    }

    boolean isOurs() {
        return side.equals("us");
    }

    boolean isMilestone() {
        return kind.equals("milestone");
    }

    boolean isCheck() {
        return kind.equals("check");
    }

    boolean isLate(LocalDate today) {
        return !isDone() && dueOn.isBefore(today);
    }
}
