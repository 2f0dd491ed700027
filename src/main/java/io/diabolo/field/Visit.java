package io.diabolo.field;

import io.diabolo.platform.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit of the day with what one needs at the door.
 *
 * @param where the address that the meeting names, else the company's
 * @param deal null where it is about none, or about one that may not be seen
 */
record Visit(
        UUID meeting,
        String subject,
        String state,
        Instant starts,
        Instant ends,
        @Nullable String notes,
        @Nullable String said,
        String where,
        String map,
        @Nullable Company company,
        @Nullable Person person,
        @Nullable Deal deal) {
    record Company(UUID id, String name, @Nullable String phone) {}

    record Person(UUID id, String name, @Nullable String phone) {}

    record Deal(
            UUID id,
            String name,
            String stage,
            @Nullable Money amount,
            @Nullable String nextStep) {}

    boolean isBooked() {
        return state.equals("booked");
    }

    String id() {
        return "visit-" + meeting;
    }
}
