package io.diabolo.journey;

import io.diabolo.clocks.ClockId;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The passing of a subject from one role to the next.
 *
 * @param label what the subject is called now; empty when it is gone
 * @param to null: whoever of the role answers first
 * @param carried what was known of the subject when it was offered, by the names of its fields
 * @param done the items of the kind's checklist that were ticked off
 * @param answeredBy who accepted, returned or withdrew it
 * @param outcome what came of it, such as the opportunity that was opened or joined
 */
public record Handoff(
        HandoffId id,
        HandoffKind kind,
        String subjectType,
        UUID subject,
        String label,
        Party from,
        String fromRole,
        String toRole,
        @Nullable Party to,
        String note,
        Map<String, String> carried,
        List<String> done,
        State state,
        Instant offeredAt,
        Instant dueAt,
        ClockId clock,
        @Nullable Party answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String reason,
        @Nullable Instant escalatedAt,
        @Nullable Outcome outcome,
        int version) {

    public record Party(MemberId id, String name) {}

    public record Outcome(String type, UUID id) {}

    public enum State {
        OFFERED,
        ACCEPTED,
        RETURNED,
        WITHDRAWN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isOpen() {
        return state == State.OFFERED;
    }
}
