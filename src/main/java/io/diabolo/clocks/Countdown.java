package io.diabolo.clocks;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it stands.
 *
 * @param owner null where all who hold {@code role} promised
 * @param pausedAt null while it runs
 * @param outcome null until it is stopped
 */
public record Countdown(
        ClockId id,
        String kind,
        String subjectType,
        UUID subject,
        @Nullable MemberId owner,
        @Nullable String role,
        Instant startedAt,
        Instant dueAt,
        Instant warnAt,
        @Nullable Instant breachedAt,
        @Nullable Instant escalatedAt,
        @Nullable Instant pausedAt,
        @Nullable String pauseReason,
        @Nullable Instant stoppedAt,
        @Nullable Outcome outcome) {

    public enum Outcome {
        MET,
        BREACHED,
        CANCELLED;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Outcome of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public boolean isOpen() {
        return stoppedAt == null;
    }

    public boolean isPaused() {
        return isOpen() && pausedAt != null;
    }

    public boolean isLate(Instant now) {
        return isOpen() && !isPaused() && !now.isBefore(dueAt);
    }

    public boolean isSoon(Instant now) {
        return isOpen() && !isPaused() && !isLate(now) && !now.isBefore(warnAt);
    }
}
