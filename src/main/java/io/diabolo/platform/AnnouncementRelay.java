package io.diabolo.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.diabolo.platform.Announcements.Announcement;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries announcements from node to node, a few times a second, on a connection of its own: never inside the writing
 * transaction, where PostgreSQL would make all who notify wait for each other. After a lost connection its node is told
 * that anything may have changed. Of this connection it is known first when the database is gone, or has fallen silent.
 */
@Component
class AnnouncementRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementRelay.class);
    private static final String CHANNEL = "diabolo_changed";
    private static final int ROUND_MILLIS = 200;
    private static final int RETRY_SECONDS = 1;
    /** Every so many rounds the server is asked for a sign of life. */
    private static final int PULSE_ROUNDS = 10;
    /** A server that says nothing for so long is gone, though its line stands. */
    private static final int SILENT_SECONDS = 10;

    private final Announcements announcements;
    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final Node self;
    private final String node = UUID.randomUUID().toString();
    private final ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("announcements").factory());
    private volatile boolean running;

    AnnouncementRelay(Announcements announcements, DataSource pool, DatabaseWatch watch, Node self)
            throws SQLException {
        this.announcements = announcements;
        this.watch = watch;
        this.self = self;
        this.pool = pool.unwrap(HikariDataSource.class);
    }

    /** Carries until the connection breaks, and again a little later. */
    @Override
    public void start() {
        running = true;
        var _ = relay.scheduleWithFixedDelay(this::relay, 0, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void relay() {
        if (!running) {
            return;
        }
        try (var connection = DriverManager.getConnection(pool.getJdbcUrl(), how())) {
            carry(connection);
        } catch (SQLException | RuntimeException e) {
            if (DatabaseTrouble.of(e) == DatabaseTrouble.GONE) {
                watch.tell(true);
            }
            if (isSilence(e) && pool.getDataSource() instanceof BreakableConnections connections) {
                connections.breakAll();
            }
            LOG.warn("live updates wait for the database: {}", e.getMessage());
        }
    }

    private Properties how() {
        var how = new Properties();
        how.setProperty("user", pool.getUsername());
        how.setProperty("password", pool.getPassword());
        how.setProperty("connectTimeout", "5");
        how.setProperty("socketTimeout", Integer.toString(SILENT_SECONDS));
        return how;
    }

    private static boolean isSilence(@Nullable Throwable failure) {
        return failure != null && (failure instanceof SocketTimeoutException || isSilence(failure.getCause()));
    }

    private void carry(Connection connection) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("listen " + CHANNEL);
            // Held for as long as this connection lives. Not waited for: after a cut line an old one of ours may still
            // have it.
            listen.execute("select pg_try_advisory_lock(" + self.key() + ")");
        }
        watch.tell(false);
        announcements.hearOfEverything();
        for (var round = 0; running; round++) {
            take(connection);
            give(connection);
            if (round % PULSE_ROUNDS == 0) {
                feelPulse(connection);
            }
        }
        // What was said last, so that a console's import is seen on the server's pages.
        give(connection);
    }

    private static void feelPulse(Connection connection) throws SQLException {
        try (var ask = connection.createStatement()) {
            ask.execute("select 1");
        }
    }

    private void take(Connection connection) throws SQLException {
        for (var heard : connection.unwrap(PGConnection.class).getNotifications(ROUND_MILLIS)) {
            var parts = heard.getParameter().split(" ", 3);
            if (!parts[0].equals(node)) {
                announcements.hear(new Announcement(WorkspaceId.of(parts[1]), parts[2]));
            }
        }
    }

    private void give(Connection connection) throws SQLException {
        var round = announcements.round();
        if (round.isEmpty()) {
            return;
        }
        round.forEach(announcements::hear);
        try {
            tellOthers(connection, round);
        } catch (SQLException e) {
            // The other nodes are told when there is a connection again; this one hears it twice.
            announcements.keep(round);
            throw e;
        }
    }

    private void tellOthers(Connection connection, List<Announcement> round) throws SQLException {
        try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            for (var announcement : round) {
                notify.setString(1, CHANNEL);
                notify.setString(2, node + " " + announcement.workspace() + " " + announcement.topic());
                notify.addBatch();
            }
            notify.executeBatch();
        }
    }

    @Override
    public void stop() {
        running = false;
        relay.shutdown();
        try {
            var _ = relay.awaitTermination(RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
