package io.diabolo.notifications;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that members are told.
 *
 * @param event of which event: nobody is told twice of one
 * @param about the kind of clock or hand-off
 * @param other who did it; null where nobody did
 * @param reason as it was given; null where there is none
 * @param path where it leads
 */
public record Notice(
        NotificationKind kind,
        String event,
        String about,
        String subjectType,
        UUID subject,
        @Nullable MemberId other,
        @Nullable String reason,
        String path,
        Instant at) {}
