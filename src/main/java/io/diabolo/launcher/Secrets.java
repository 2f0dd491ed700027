package io.diabolo.launcher;

import java.security.SecureRandom;
import java.util.Base64;

/** The generated passwords of the embedded PostgreSQL. Written once, before the server they are for exists. */
record Secrets(String superuser, String owner, String app) {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "diabolo_owner";
    static final String APP = "diabolo_app";

    static Secrets of(DataDirectory data) {
        var file = PrivateProperties.read(data.secrets());
        var known = file.size();
        for (var role : new String[] {SUPERUSER, OWNER, APP}) {
            file.computeIfAbsent(role, _ -> password());
        }
        if (file.size() > known) {
            PrivateProperties.write(
                    data.secrets(), file, "Passwords of the embedded PostgreSQL. Keep them with the data.");
        }
        return new Secrets(file.getProperty(SUPERUSER), file.getProperty(OWNER), file.getProperty(APP));
    }

    Database database(String url) {
        return new Database(url, OWNER, owner, APP, app);
    }

    private static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
