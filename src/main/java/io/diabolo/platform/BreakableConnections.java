package io.diabolo.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Makes the pool's connections and can break them all. Who waits for the answer of a server that has fallen silent would
 * wait for ever: no limit of time could stand for both that and a long statement.
 */
final class BreakableConnections extends DelegatingDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(BreakableConnections.class);
    private final Set<Connection> made = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param to signs in within its socket timeout, which doesn't hold any more afterwards */
    BreakableConnections(PGSimpleDataSource to) {
        super(to);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return remembered(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return remembered(super.getConnection(user, password));
    }

    private Connection remembered(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        made.add(connection);
        return connection;
    }

    void breakAll() {
        List<Connection> all;
        synchronized (made) {
            all = List.copyOf(made);
            made.clear();
        }
        for (var connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection is broken already", e);
            }
        }
    }
}
