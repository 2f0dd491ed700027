package io.diabolo.identity;

import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Encrypts what the database keeps but must be of no use to who has only the database: AES-256-GCM under the application
 * key, which stands beside the data and in no backup.
 */
@Component
class Seal {
    private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
    private static final int NONCE_BYTES = 16;
    private final String key;

    Seal(@Value("${diabolo.key:}") String key) {
        this.key = key;
    }

    byte[] close(byte[] plain) {
        return cipher().encrypt(plain);
    }

    /** @throws IllegalStateException when the key isn't the one by which it was closed */
    byte[] open(byte[] closed) {
        try {
            return cipher().decrypt(closed);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.error("a second factor can't be read: the application key isn't the one it was kept with");
            throw new IllegalStateException("not the application key of before", e);
        }
    }

    private AesBytesEncryptor cipher() {
        if (key.isBlank()) {
            throw new IllegalStateException("there is no application key");
        }
        var bytes = new SecretKeySpec(digest(), "AES");
        return new AesBytesEncryptor(bytes, KeyGenerators.secureRandom(NONCE_BYTES), CipherAlgorithm.GCM);
    }

    /** Any long text will do as a key; its digest has the right length. */
    private byte[] digest() {
        return Secret.sha256("diabolo application key|" + key);
    }
}
