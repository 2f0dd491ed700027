package io.diabolo.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/** What one keeps in a drawer for the day the telephone is lost: ten codes of 80 bits, each good once. */
final class RecoveryCodes {
    private static final int HOW_MANY = 10;
    private static final int BYTES = 10;

    private RecoveryCodes() {}

    static List<String> fresh() {
        var random = new SecureRandom();
        return Stream.generate(() -> {
                    var bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return new Base32()
                            .encodeToString(bytes)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("(.{4})(?=.)", "$1-");
                })
                .limit(HOW_MANY)
                .toList();
    }

    /** However it is typed. So random that no salt or slow hash is needed; the account keeps equal codes apart. */
    static byte[] hash(UUID account, String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Secret.sha256(account + "|" + plain);
    }
}
