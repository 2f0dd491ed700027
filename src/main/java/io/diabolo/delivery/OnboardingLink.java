package io.diabolo.delivery;

import io.diabolo.platform.WorkspaceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The address of the customer's own page. It carries its workspace, so that it is looked up behind that workspace's wall. */
record OnboardingLink(WorkspaceId workspace, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET = 32;

    static OnboardingLink random(WorkspaceId workspace) {
        var secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        var whole = ByteBuffer.allocate(2 * Long.BYTES + SECRET)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .put(secret)
                .array();
        return new OnboardingLink(
                workspace, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /** Null when it can't be one. */
    static @Nullable OnboardingLink read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return bytes.remaining() == 2 * Long.BYTES + SECRET
                    ? new OnboardingLink(new WorkspaceId(new UUID(bytes.getLong(), bytes.getLong())), text)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
