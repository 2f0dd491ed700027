package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail of ours couldn't be delivered.
 *
 * @param permanent the address won't take the next one either, and is marked as unreachable
 */
public record MailBounced(
        WorkspaceId workspace, UUID mail, @Nullable UUID person, String address, boolean permanent) {}
