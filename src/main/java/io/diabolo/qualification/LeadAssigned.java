package io.diabolo.qualification;

import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** A lead was given to a member by the rules. */
public record LeadAssigned(WorkspaceId workspace, UUID lead, Assignment assignment, Instant at) {}
