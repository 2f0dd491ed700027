package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sixteen write, one of them imports and one of them bulk edits, while Diabolo, or its PostgreSQL, is killed at random
 * moments. Each write that was acknowledged is there, whole and once, and nobody had to do anything. More kills:
 * {@code -Ddiabolo.kills=200}; the same again: {@code -Ddiabolo.seed}.
 */
class KilledWritersTest {
    private static final int WRITERS = 14;
    private static final int KILLS = Integer.getInteger("diabolo.kills", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** So many deals that a bulk edit of them is a job. */
    private static final PipelineSet MANY = PipelineSet.small(201);

    private static final PipelineSet FEW = PipelineSet.small(6);
    private static final long SEED = Long.getLong("diabolo.seed", System.nanoTime());
    private final Path data;
    private final Random random = new Random(SEED);
    private final AtomicReference<String> address = new AtomicReference<>("");
    private final List<Caller> callers = new ArrayList<>();
    private final List<Future<?>> writing = new ArrayList<>();

    KilledWritersTest() throws IOException {
        data = KilledDiabolo.preparedPlace("killed-writers");
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
        var running = KilledDiabolo.start(data);
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running.setUp();
            address.set(running.address());
            var token = running.token();
            running.await(
                    running.upload(MANY.files(), token),
                    token,
                    what -> what.get("state").asString().equals("done"));
            markTheMany();
            var before = writes();
            for (var i = 0; i < WRITERS; i++) {
                callers.add(new Caller("W" + i, address, token, client));
                writing.add(threads.submit(new Writer("W" + i, SEED + i, stop, callers.getLast())));
            }
            callers.add(new Caller("importer", address, token, client));
            writing.add(threads.submit(new Importer(FEW, stop, callers.getLast())));
            var editor =
                    new BulkEditor("filter%5Bterm_months%5D=7", MANY.deals(), address, running.cookie(), stop, client);
            writing.add(threads.submit(editor));
            try {
                for (var i = 0; i < kills && writing.stream().noneMatch(Future::isDone); i++) {
                    awaitWrites();
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
            for (var writer : writing) {
                writer.get();
            }
            verify(before, editor.acknowledged(), kills);
        } finally {
            running.close();
        }
    }

    /** A kill of a server to which nobody could write yet would show nothing. */
    private void awaitWrites() {
        var before = sum(Caller::acknowledged);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> sum(Caller::acknowledged) >= before + WRITERS
                        || writing.stream().anyMatch(Future::isDone));
    }

    /** So that they can be told from those that are imported meanwhile; by nothing that the ledger holds. */
    private void markTheMany() throws Exception {
        assertThat(KilledDiabolo.number(
                        data,
                        "with marked as (update opportunity set term_months = 7 returning id) select count(*)"
                                + " from marked"))
                .isEqualTo(MANY.deals());
    }

    private void verify(long before, int bulkEdits, int kills) throws Exception {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> KilledDiabolo.rows(data, "job where state in ('waiting', 'running')") == 0);
        var acknowledged = sum(Caller::acknowledged);
        var bulkJobs = KilledDiabolo.rows(data, "job where kind = 'bulk'");
        var imports = KilledDiabolo.rows(data, "import") - 1;
        System.out.printf(
                "seed %d, %d kills: %d writes acknowledged, %d of them when asked again, %d requests repeated; among"
                        + " them %d imports; %d bulk edits acknowledged, %d begun%n",
                SEED,
                kills,
                acknowledged,
                sum(Caller::interrupted),
                sum(Caller::repeated),
                imports,
                bulkEdits,
                bulkJobs);
        var seed = "seed " + SEED;
        assertThat(writes() - before).as("each once, " + seed).isEqualTo(acknowledged + bulkJobs);
        assertThat(callers.getLast().acknowledged()).as("imports, " + seed).isEqualTo(imports);
        assertThat(KilledDiabolo.rows(data, "import where state = 'done'") - 1)
                .as("imports done, " + seed)
                .isEqualTo(imports);
        assertThat(KilledDiabolo.rows(data, "opportunity"))
                .as("imports whole, " + seed)
                .isEqualTo(MANY.deals() + imports * FEW.deals());
        verifyBulkEdits(bulkEdits, bulkJobs, seed);
        assertThat(KilledDiabolo.output(data, "ledger", "verify")).contains(" 0 differ");
    }

    /** Each job gave another value to all, so each changed all, once; and all have the value of the last. */
    private void verifyBulkEdits(int acknowledged, long begun, String seed) throws Exception {
        assertThat(acknowledged).as("bulk edits, " + seed).isPositive().isLessThanOrEqualTo(Math.toIntExact(begun));
        assertThat(KilledDiabolo.rows(
                        data,
                        "job where kind = 'bulk' and state = 'done' and result ->> 'text' = 'list.bulk.edited'"
                                + " and result -> 'named' ->> 0 = '" + MANY.deals() + "'"))
                .as("bulk edits done, " + seed)
                .isEqualTo(begun);
        assertThat(KilledDiabolo.rows(
                        data, "change_set where action = 'opportunity.bulk-updated' and updated = " + MANY.deals()))
                .as("bulk edits whole and once, " + seed)
                .isEqualTo(begun);
        assertThat(KilledDiabolo.number(
                        data, "select count(distinct coalesce(next_step, '')) from opportunity where term_months = 7"))
                .as("one value, " + seed)
                .isOne();
    }

    private long sum(ToIntFunction<Caller> count) {
        return callers.stream().mapToInt(count).sum();
    }

    /** Every write is one change set. */
    private long writes() throws Exception {
        return KilledDiabolo.rows(data, "change_set");
    }
}
