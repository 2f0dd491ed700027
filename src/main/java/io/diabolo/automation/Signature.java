package io.diabolo.automation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as the specification Standard Webhooks 1.0 says (standardwebhooks.com), for which there are libraries in all languages:
 * HMAC-SHA256 of {@code id.timestamp.body}, in Base64 behind {@code v1,}. A secret is 32 bytes in Base64 behind {@code whsec_}.
 */
final class Signature {
    private static final String PREFIX = "whsec_";

    private Signature() {}

    static String newSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The value of the header {@code webhook-signature}: one for each secret that is good now. */
    static String of(String id, Instant at, String body, List<String> secrets) {
        var said = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + hmac(said, secret)).collect(Collectors.joining(" "));
    }

    private static String hmac(byte[] said, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(said));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
