package io.diabolo.journey;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** A hand-off was taken over by {@code by}. */
public record HandoffAccepted(
        WorkspaceId workspace,
        UUID handoff,
        HandoffKind kind,
        String subjectType,
        UUID subject,
        MemberId from,
        MemberId by,
        UUID changeSet,
        Instant at) {}
