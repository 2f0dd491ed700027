package io.diabolo.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single statements on the owner's connection. */
final class Sql {
    private Sql() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row, null if there is none. */
    static @Nullable String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    static boolean isTrue(Connection connection, String query) throws SQLException {
        return "t".equals(text(connection, query));
    }

    /** The first column. */
    static List<String> texts(Connection connection, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** So that a value reads the same wherever it stands, and an external server's limits don't end long work. */
    static void speakPlainly(Connection connection) throws SQLException {
        for (var setting : List.of(
                "time zone 'UTC'",
                "datestyle = 'ISO, YMD'",
                "intervalstyle = 'postgres'",
                "extra_float_digits = 1",
                "bytea_output = 'hex'",
                "statement_timeout = 0",
                "idle_in_transaction_session_timeout = 0",
                "lock_timeout = 0")) {
            run(connection, "set local " + setting);
        }
    }
}
