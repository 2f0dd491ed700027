package io.diabolo.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one member was told.
 *
 * @param label what the subject is called now; empty when it is gone
 * @param other the name of who did it, or empty
 * @param more whether more of the kind came before anybody read it
 * @param readAt null until it is read
 */
public record Notification(
        UUID id,
        NotificationKind kind,
        String about,
        String subjectType,
        UUID subject,
        String label,
        String other,
        @Nullable String reason,
        String path,
        Instant at,
        boolean more,
        @Nullable Instant readAt) {
    public boolean isRead() {
        return readAt != null;
    }
}
