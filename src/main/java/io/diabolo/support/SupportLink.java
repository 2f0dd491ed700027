package io.diabolo.support;

import io.diabolo.platform.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stranger's request names. It carries its workspace, so that it is looked up behind that workspace's wall. */
record SupportLink(WorkspaceId workspace, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME = 8;
    private static final int SECRET = 32;

    /** In the address of the public pages. */
    static SupportLink name(WorkspaceId workspace) {
        return random(workspace, NAME);
    }

    /** Known to one person only; of it the hash is kept. */
    static SupportLink secret(WorkspaceId workspace) {
        return random(workspace, SECRET);
    }

    private static SupportLink random(WorkspaceId workspace, int length) {
        var rest = new byte[length];
        RANDOM.nextBytes(rest);
        var whole = ByteBuffer.allocate(2 * Long.BYTES + length)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .put(rest)
                .array();
        return new SupportLink(
                workspace, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /** Null when it can't be one. */
    static @Nullable SupportLink read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var rest = bytes.remaining() - 2 * Long.BYTES;
            return rest == NAME || rest == SECRET
                    ? new SupportLink(new WorkspaceId(new UUID(bytes.getLong(), bytes.getLong())), text)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
