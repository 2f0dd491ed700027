package io.diabolo.qualification;

import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A lead that was put off is to be worked on again.
 *
 * @param why date, signal or member
 */
public record LeadReturned(WorkspaceId workspace, UUID lead, String why, Instant at) {}
