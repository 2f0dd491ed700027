package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;

/** A mail was read from a mailbox: one that came in, or one that the member sent with their own program. */
record MailReceived(WorkspaceId workspace, UUID mail) {}
