package io.diabolo.launcher;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The key by which secrets in the database are encrypted: DIABOLO_KEY, else made once and kept beside the data (0600).
 * Several nodes on one database need the same; a backup of the database doesn't hold it.
 */
final class ApplicationKey {
    private static final String NAME = "key";
    private static final int SHORTEST = 32;

    private ApplicationKey() {}

    static String of(DataDirectory data, Map<String, String> environment) {
        var given = environment.get("DIABOLO_KEY");
        if (given != null && !given.isBlank()) {
            if (given.length() < SHORTEST) {
                throw new CannotStart("launcher.key.short", "DIABOLO_KEY", Integer.toString(SHORTEST));
            }
            return given;
        }
        var file = PrivateProperties.read(data.applicationKey());
        if (file.getProperty(NAME) == null) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            file.setProperty(NAME, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            PrivateProperties.write(
                    data.applicationKey(),
                    file,
                    "Encrypts secrets in the database. Keep a copy apart from the backups of the database.");
        }
        return file.getProperty(NAME);
    }
}
