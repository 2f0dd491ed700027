package io.diabolo.identity;

import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.stereotype.Component;

/**
 * Encrypts what the database keeps but must be of no use to who has only the database: AES-256-GCM under the application
 * key, which stands beside the data and in no backup.
 */
@Component
public class Seal {
    private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
    private final String key;

    Seal(@Value("${diabolo.key:}") String key) {
        this.key = key;
    }

    public byte[] close(byte[] plain) {
        return cipher().encrypt(plain);
    }

    /** @throws IllegalStateException when it was closed by another key, or never was */
    public byte[] open(byte[] closed) {
        try {
            return cipher().decrypt(closed);
        } catch (IllegalStateException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            LOG.error("a sealed value can't be read: the application key isn't the one it was kept with");
            throw new IllegalStateException("not the application key of before", e);
        }
    }

    private AesGcmBytesEncryptor cipher() {
        if (key.isBlank()) {
            throw new IllegalStateException("there is no application key");
        }
        return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(digest(), "AES"))
                .build();
    }

    /** Any long text will do as a key; its digest has the right length. */
    private byte[] digest() {
        return Secret.sha256("diabolo application key|" + key);
    }
}
