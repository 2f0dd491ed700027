package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a mail so that its reader can object: the workspace, in which nobody is signed in then, and a random secret
 * of that mail.
 */
record UnsubscribeLink(WorkspaceId workspace, UUID secret) {
    private static final int BYTES = 32;

    String token() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .putLong(secret.getMostSignificantBits())
                .putLong(secret.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Null when it is none. */
    static @Nullable UnsubscribeLink read(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != BYTES) {
                return null;
            }
            var all = ByteBuffer.wrap(bytes);
            return new UnsubscribeLink(
                    new WorkspaceId(new UUID(all.getLong(), all.getLong())), new UUID(all.getLong(), all.getLong()));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
