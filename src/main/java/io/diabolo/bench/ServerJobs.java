package io.diabolo.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** The jobs that a measure has the server do: the one place that waits for them. */
@Component
class ServerJobs {
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String UNDER_WAY =
            "select from job where kind = ? and state in ('waiting', 'running') limit 1";
    private static final String LOST =
            "select from job where kind = ? and state in ('failed', 'cancelled') and finished_at >= ? limit 1";

    private final Bare bare;

    ServerJobs(Bare bare) {
        this.bare = bare;
    }

    /** Something that has the server begin a job. */
    interface Beginning {
        void begin() throws Exception;
    }

    /**
     * Begins jobs and waits until none of their kind is left.
     *
     * @throws IllegalStateException when one of them failed
     */
    void finish(String kind, Beginning beginning) throws Exception {
        var began = OffsetDateTime.now(ZoneOffset.UTC);
        beginning.begin();
        while (isThere(UNDER_WAY, kind)) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        if (isThere(LOST, kind, began)) {
            throw new IllegalStateException("a job of the kind " + kind + " failed");
        }
    }

    /**
     * Waits until the server does nothing in the background: what it does then isn't what is timed.
     *
     * @throws IllegalStateException when it never comes to an end
     */
    void quiet() throws SQLException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (isThere("select from job where state in ('waiting', 'running') limit 1")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server is still busy after " + PATIENCE);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean isThere(String sql, Object... parameters) throws SQLException {
        return bare.rows(sql, parameters) > 0;
    }
}
