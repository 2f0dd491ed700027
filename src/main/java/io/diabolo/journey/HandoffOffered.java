package io.diabolo.journey;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody is asked to take a subject over; without {@code to} whoever holds the role. */
public record HandoffOffered(
        WorkspaceId workspace,
        UUID handoff,
        HandoffKind kind,
        String subjectType,
        UUID subject,
        MemberId from,
        String toRole,
        @Nullable MemberId to,
        UUID changeSet,
        Instant at) {}
