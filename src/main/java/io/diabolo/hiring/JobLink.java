package io.diabolo.hiring;

import io.diabolo.platform.WorkspaceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The address of a job's public page. It carries its workspace, so that it is looked up behind that workspace's wall. */
record JobLink(WorkspaceId workspace, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME = 8;

    static JobLink random(WorkspaceId workspace) {
        var name = new byte[NAME];
        RANDOM.nextBytes(name);
        var whole = ByteBuffer.allocate(2 * Long.BYTES + NAME)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .put(name)
                .array();
        return new JobLink(workspace, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /** Null when it can't be one. */
    static @Nullable JobLink read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return bytes.remaining() == 2 * Long.BYTES + NAME
                    ? new JobLink(new WorkspaceId(new UUID(bytes.getLong(), bytes.getLong())), text)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
