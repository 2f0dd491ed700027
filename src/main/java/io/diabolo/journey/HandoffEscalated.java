package io.diabolo.journey;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Nobody answered in time: it is the manager's matter too. */
public record HandoffEscalated(
        WorkspaceId workspace,
        UUID handoff,
        HandoffKind kind,
        String subjectType,
        UUID subject,
        List<MemberId> managers,
        Instant at) {}
