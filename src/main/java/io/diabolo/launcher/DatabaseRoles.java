package io.diabolo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes the database and its two users. Safe to repeat after a crash; extensions are trusted, migrations make them. */
final class DatabaseRoles {
    /** To be raised when a later Diabolo needs more from the superuser. */
    private static final String EDITION = "1";

    private DatabaseRoles() {}

    static void ensure(Path directory, String maintenanceUrl, String url, Secrets secrets) {
        var stamp = directory.resolve("diabolo.edition");
        try {
            if (Files.exists(stamp) && Files.readString(stamp).equals(EDITION)) {
                return;
            }
            try (var postgres = DriverManager.getConnection(maintenanceUrl, Secrets.SUPERUSER, secrets.superuser())) {
                role(postgres, Secrets.OWNER, secrets.owner());
                role(postgres, Secrets.APP, secrets.app());
                if (!exists(postgres, "select from pg_database where datname = 'diabolo'")) {
                    run(postgres, "create database diabolo owner " + Secrets.OWNER);
                }
                run(postgres, "revoke all on database diabolo from public");
                run(postgres, "grant connect, temporary on database diabolo to " + Secrets.APP);
            }
            try (var diabolo = DriverManager.getConnection(url, Secrets.SUPERUSER, secrets.superuser())) {
                run(diabolo, "alter schema public owner to " + Secrets.OWNER);
                run(diabolo, "revoke create on schema public from public");
                run(diabolo, "grant usage on schema public to " + Secrets.APP);
            }
            Files.writeString(stamp, EDITION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The new database could not be prepared", e);
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "select from pg_roles where rolname = '" + name + "'")) {
            run(connection, "create role " + name);
        }
        run(
                connection,
                "alter role " + name + " login nosuperuser nobypassrls nocreatedb nocreaterole password '" + password
                        + "'");
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
