package io.diabolo.acquisition;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;

/**
 * What somebody sent through a form became a lead, or joined the one they are already.
 *
 * @param joined whether the lead was there before
 */
public record FormSubmitted(WorkspaceId workspace, UUID submission, UUID lead, UUID person, boolean joined) {}
