package io.diabolo.journey;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** A hand-off went back to who offered it, with the reason. */
public record HandoffReturned(
        WorkspaceId workspace,
        UUID handoff,
        HandoffKind kind,
        String subjectType,
        UUID subject,
        MemberId from,
        MemberId by,
        String reason,
        UUID changeSet,
        Instant at) {}
