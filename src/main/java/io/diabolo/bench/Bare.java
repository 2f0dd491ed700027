package io.diabolo.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.diabolo.platform.WorkspaceId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plain SQL to compare with: prepared statements by the application's own user, under the same row-level security. */
@Component
class Bare {
    private final HikariDataSource pool;
    private final ArrayDeque<Client> idle = new ArrayDeque<>();
    private @Nullable WorkspaceId workspace;

    Bare(DataSource pool) throws SQLException {
        this.pool = pool.unwrap(HikariDataSource.class);
    }

    private record Client(Connection connection, Map<String, PreparedStatement> statements) {}

    void enter(WorkspaceId entered) {
        workspace = entered;
    }

    /** Runs it and reads all its rows. */
    long rows(String sql, Object... parameters) throws SQLException {
        var client = take();
        try {
            var statement = statement(client, sql, parameters);
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            long rows = 0;
            try (var found = statement.getResultSet()) {
                var columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    for (var column = 1; column <= columns; column++) {
                        found.getObject(column);
                    }
                    rows++;
                }
            }
            return rows;
        } finally {
            give(client);
        }
    }

    /** Several statements as one transaction. */
    void together(Object[]... statements) throws SQLException {
        var client = take();
        try {
            client.connection().setAutoCommit(false);
            for (var each : statements) {
                statement(client, (String) each[0], java.util.Arrays.copyOfRange(each, 1, each.length))
                        .execute();
            }
            client.connection().commit();
        } finally {
            client.connection().setAutoCommit(true);
            give(client);
        }
    }

    private static PreparedStatement statement(Client client, String sql, Object... parameters) throws SQLException {
        var statement = client.statements().get(sql);
        if (statement == null) {
            statement = client.connection().prepareStatement(sql);
            client.statements().put(sql, statement);
        }
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private Client take() throws SQLException {
        synchronized (idle) {
            var client = idle.poll();
            if (client != null) {
                return client;
            }
        }
        var connection = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        try (var set = connection.prepareStatement(
                "select set_config('diabolo.workspace', ?, false), set_config('jit', 'off', false)")) {
            set.setString(1, Objects.requireNonNull(workspace).toString());
            set.execute();
        }
        return new Client(connection, new HashMap<>());
    }

    private void give(Client client) {
        synchronized (idle) {
            idle.push(client);
        }
    }

    /** PostgreSQL's first process, 0 where it runs elsewhere. */
    long postmaster() throws SQLException {
        var client = take();
        try (var found = statement(client, "select pg_backend_pid()").executeQuery()) {
            found.next();
            return ProcessHandle.of(found.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .orElse(0L);
        } finally {
            give(client);
        }
    }

    /** Gives back the connections that a crowd has opened: what comes next needs some of its own. */
    void rest() {
        synchronized (idle) {
            idle.forEach(client -> {
                try {
                    client.connection().close();
                } catch (SQLException e) {
                    // it is no longer needed either way
                }
            });
            idle.clear();
        }
    }
}
