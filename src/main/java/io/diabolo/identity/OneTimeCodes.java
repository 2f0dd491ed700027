package io.diabolo.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.springframework.web.util.UriComponentsBuilder;

/** The codes of RFC 6238 as every authenticator makes them: SHA-1, six digits, half a minute. */
final class OneTimeCodes {
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final long STEP_SECONDS = GENERATOR.getTimeStep().toSeconds();
    /** RFC 4226 wants 160 bits. */
    private static final int KEY_BYTES = 20;
    /** No code. */
    static final long NONE = -1;

    private OneTimeCodes() {}

    static byte[] newKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** The time step whose code this is, at most one before or after now, for clocks differ; else {@link #NONE}. */
    static long step(byte[] key, String code, Instant now) {
        var typed = code.getBytes(StandardCharsets.UTF_8);
        var present = now.getEpochSecond() / STEP_SECONDS;
        var found = NONE;
        for (var step = present - 1; step <= present + 1; step++) {
            var right = code(key, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(right, typed)) {
                found = step;
            }
        }
        return found;
    }

    private static String code(byte[] key, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(key, "RAW"), Instant.ofEpochSecond(step * STEP_SECONDS), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("every key will do", e);
        }
    }

    /** The key as one types it: letters and digits in fours. */
    static String letters(byte[] key) {
        return plainLetters(key).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** What the square says to the authenticator. */
    static String uri(byte[] key, String account) {
        return UriComponentsBuilder.fromUriString("otpauth://totp/{label}?secret={key}&issuer=Diabolo")
                .encode()
                .buildAndExpand("Diabolo:" + account, plainLetters(key))
                .toUriString();
    }

    private static String plainLetters(byte[] key) {
        return new Base32().encodeToString(key).replace("=", "");
    }
}
