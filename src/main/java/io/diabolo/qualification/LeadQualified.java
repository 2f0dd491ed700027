package io.diabolo.qualification;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** The lead meets the criteria: it can be offered to an account executive. */
public record LeadQualified(WorkspaceId workspace, UUID lead, MemberId by, Instant at) {}
