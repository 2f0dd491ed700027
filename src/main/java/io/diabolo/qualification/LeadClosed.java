package io.diabolo.qualification;

import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** Nobody pursues the lead any more: it was disqualified, or joined another. */
public record LeadClosed(WorkspaceId workspace, UUID lead, Stage stage, MemberId by, Instant at) {}
