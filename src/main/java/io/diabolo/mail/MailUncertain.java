package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;

/** Nobody knows whether the server took this mail. It isn't sent again by itself. */
public record MailUncertain(WorkspaceId workspace, UUID mail) {}
