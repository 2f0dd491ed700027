package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail of ours doesn't leave, now or later.
 *
 * @param reasonKey text key of why
 */
public record MailFailed(
        WorkspaceId workspace, UUID mail, @Nullable UUID person, String reasonKey) {}
