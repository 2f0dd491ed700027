package io.diabolo.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret, shown once; only its SHA-256 is kept. It has 256 bits, so that no salt or slow hash is needed. */
record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret random(String prefix) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return sha256(text);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "secret";
    }
}
