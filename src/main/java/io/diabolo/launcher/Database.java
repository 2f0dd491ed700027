package io.diabolo.launcher;

import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL to talk to: its owner, who migrates, and the application's user, who owns nothing. */
record Database(String url, String ownerUser, String ownerPassword, String appUser, String appPassword) {
    static final String PREFIX = "diabolo.database.";

    /** The external one that the environment names, null if it names none. */
    static @Nullable Database external(Map<String, String> environment) {
        var url = environment.get("DIABOLO_DATABASE_URL");
        if (url == null || url.isBlank()) {
            return null;
        }
        return new Database(
                url.startsWith("jdbc:") ? url : "jdbc:" + url,
                required(environment, "DIABOLO_DATABASE_USER"),
                required(environment, "DIABOLO_DATABASE_PASSWORD"),
                required(environment, "DIABOLO_DATABASE_APP_USER"),
                required(environment, "DIABOLO_DATABASE_APP_PASSWORD"));
    }

    private static String required(Map<String, String> environment, String variable) {
        var value = environment.get(variable);
        if (value == null) {
            throw new CannotStart("launcher.external.incomplete", variable);
        }
        return value;
    }

    @Nullable
    String property(String name) {
        return switch (name) {
            case PREFIX + "url" -> url;
            case PREFIX + "owner-user" -> ownerUser;
            case PREFIX + "owner-password" -> ownerPassword;
            case PREFIX + "app-user" -> appUser;
            case PREFIX + "app-password" -> appPassword;
            default -> null;
        };
    }

    /** Signs in as the owner, who sees the rows of all workspaces. */
    DataSource owner() {
        var owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(ownerUser);
        owner.setPassword(ownerPassword);
        owner.setLogServerErrorDetail(false);
        return owner;
    }

    /** Without the passwords, so that none gets into a log. */
    @Override
    public String toString() {
        return "Database[" + url + ", " + ownerUser + ", " + appUser + "]";
    }
}
