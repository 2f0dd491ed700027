package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sixteen programs write while Diabolo, or its PostgreSQL, is killed at random moments. Each write that was acknowledged is
 * there, once, and nobody had to do anything. More kills: {@code -Ddiabolo.kills=200}; the same again: {@code -Ddiabolo.seed}.
 */
@EnabledIfSystemProperty(named = "diabolo.faults", matches = "true")
class KilledWritersTest {
    private static final int WRITERS = 16;
    private static final int KILLS = Integer.getInteger("diabolo.kills", 2);
    private static final long SEED = Long.getLong("diabolo.seed", System.nanoTime());
    private final Path data;
    private final Random random = new Random(SEED);
    private final AtomicReference<String> address = new AtomicReference<>("");

    KilledWritersTest() throws IOException {
        data = KilledDiabolo.freshPlace("killed-writers");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void no_acknowledged_write_is_lost_or_doubled_whatever_is_killed() throws Exception {
        writeWhileKilling(KILLS);
    }

    /** By turns Diabolo, which is started again, and its PostgreSQL, which it has to start again itself. */
    private KilledDiabolo kill(KilledDiabolo running, int turn) throws IOException {
        if (turn % 2 == 0) {
            running.close();
            return KilledDiabolo.start(data);
        }
        // The whole of PostgreSQL, or one of its processes, after which it recovers by itself.
        var server = KilledDiabolo.postmaster(data);
        if (server != null) {
            var victim = random.nextBoolean()
                    ? server
                    : server.children().skip(random.nextInt(8)).findFirst().orElse(server);
            victim.destroyForcibly();
        }
        return running;
    }

    private void writeWhileKilling(int kills) throws Exception {
        var stop = new AtomicBoolean();
        var writers = new ArrayList<Future<Writer>>();
        var running = KilledDiabolo.start(data);
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running.setUp();
            address.set(running.address());
            var token = KilledDiabolo.output(data, "token", "--scope", "admin");
            var before = writes();
            for (var i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(new Writer("W" + i, SEED + i, address, token, stop, client)));
            }
            try {
                for (var i = 0; i < kills && writers.stream().noneMatch(Future::isDone); i++) {
                    LockSupport.parkNanos(
                            Duration.ofMillis(200 + random.nextInt(2_500)).toNanos());
                    running = kill(running, i);
                    address.set(running.address());
                }
                // What the last kill interrupted is seen through too.
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            } finally {
                stop.set(true);
            }
            verify(writers, before, kills);
        } finally {
            running.close();
        }
    }

    private void verify(ArrayList<Future<Writer>> writers, long before, int kills) throws Exception {
        var acknowledged = 0;
        var interrupted = 0;
        var repeated = 0;
        for (var writer : writers) {
            var done = writer.get();
            acknowledged += done.acknowledged();
            interrupted += done.interrupted();
            repeated += done.repeated();
        }
        System.out.printf(
                "seed %d, %d kills: %d writes acknowledged, %d of them when asked again, %d requests repeated%n",
                SEED, kills, acknowledged, interrupted, repeated);
        assertThat(writes() - before).as("each once, seed " + SEED).isEqualTo(acknowledged);
        assertThat(KilledDiabolo.output(data, "ledger", "verify")).contains(" 0 differ");
    }

    /** Every write is one change set. */
    private long writes() throws Exception {
        return KilledDiabolo.rows(data, "change_set");
    }
}
