package io.diabolo.acquisition;

import io.diabolo.platform.WorkspaceId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stranger's request names. It carries its workspace, so that it is looked up behind that workspace's wall. */
record PublicKey(WorkspaceId workspace, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME = 8;
    private static final int SECRET = 32;

    /** Of a form: seen by everybody who visits the site. */
    static PublicKey name(WorkspaceId workspace) {
        return random(workspace, NAME);
    }

    /** Known to one person only; of it the hash is kept. */
    static PublicKey secret(WorkspaceId workspace) {
        return random(workspace, SECRET);
    }

    private static PublicKey random(WorkspaceId workspace, int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return of(workspace, bytes);
    }

    static PublicKey of(WorkspaceId workspace, byte[] rest) {
        var whole = ByteBuffer.allocate(2 * Long.BYTES + rest.length)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .put(rest)
                .array();
        return new PublicKey(workspace, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /** Null when it can't be one. */
    static @Nullable PublicKey read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != 2 * Long.BYTES + NAME && bytes.remaining() != 2 * Long.BYTES + SECRET) {
                return null;
            }
            return new PublicKey(new WorkspaceId(new UUID(bytes.getLong(), bytes.getLong())), text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
