package io.diabolo.acquisition;

import io.diabolo.platform.Network;
import io.diabolo.platform.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Recognises senders and visitors again without keeping who they are: HMAC-SHA256 under the application key, for an address
 * has so few values that a bare hash of it could be looked up.
 */
@Component
class Fingerprints {
    private static final int LENGTH = 16;
    private final String key;

    Fingerprints(@Value("${diabolo.key:}") String key) {
        this.key = key;
    }

    /** A sender's network. */
    byte[] address(String address, WorkspaceId workspace) {
        return of("address", workspace + "|" + Network.of(address));
    }

    byte[] visitor(String visitor, WorkspaceId workspace) {
        return of("visitor", workspace + "|" + visitor);
    }

    /** Names the workspace on the customer's own site. */
    PublicKey site(WorkspaceId workspace) {
        return PublicKey.of(workspace, Arrays.copyOf(of("site", workspace.toString()), Long.BYTES));
    }

    /** When a form was shown, in a way that can't be made up. */
    String stamp(UUID form, Instant at) {
        var millis = Long.toString(at.toEpochMilli());
        return millis + "." + HexFormat.of().formatHex(of("stamp", form + "|" + millis));
    }

    /** How long it was open; null when nothing trustworthy says so. */
    @Nullable
    Duration open(@Nullable String stamp, UUID form, Instant now) {
        if (stamp == null || !stamp.matches("[0-9]{10,15}\\.[0-9a-f]{32}")) {
            return null;
        }
        var shown = Instant.ofEpochMilli(Long.parseLong(stamp.substring(0, stamp.indexOf('.'))));
        var right = stamp(form, shown).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, stamp.getBytes(StandardCharsets.US_ASCII))
                ? Duration.between(shown, now)
                : null;
    }

    private byte[] of(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    ("diabolo " + purpose + "|" + key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
