package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** The mail's server accepted it. */
public record MailSent(WorkspaceId workspace, UUID mail, Instant at) {}
