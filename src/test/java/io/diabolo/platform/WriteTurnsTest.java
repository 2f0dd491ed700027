package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@DiaboloTest
@Timeout(60)
class WriteTurnsTest {
    private static final int WRITERS = 40;

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final TransactionTemplate apart;
    private final DSLContext sql;

    WriteTurnsTest(PlatformTransactionManager transactions, DSLContext sql) {
        this.sql = sql;
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void many_writers_take_turns_and_all_come_to_an_end(Given given) throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        together(
                given,
                () -> writing.execute(_ -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    sql.execute("select pg_sleep(0.02)");
                    now.decrementAndGet();
                    return true;
                }));
        assertThat(most.get()).isBetween(2, 8);
    }

    @Test
    void who_writes_within_what_they_write_waits_for_nobody(Given given) throws Exception {
        together(
                given,
                () -> writing.execute(_ -> {
                    sql.execute("select pg_sleep(0.01)");
                    return apart.execute(_ -> sql.execute("select 1") > 0);
                }));
    }

    @Test
    void who_fails_gives_their_turn_back(Given given) throws Exception {
        together(given, () -> {
            try {
                return writing.execute(_ -> {
                    throw new IllegalStateException("on purpose");
                });
            } catch (IllegalStateException _) {
                return true;
            }
        });
        together(given, () -> writing.execute(_ -> true));
    }

    @Test
    void work_in_the_background_waits_for_no_turn(Given given) throws Exception {
        var now = new AtomicInteger();
        var all = new CountDownLatch(9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 9; i++) {
                threads.execute(() -> WorkspaceScope.in(
                        given.workspace(),
                        () -> writing.execute(_ -> {
                            now.incrementAndGet();
                            all.countDown();
                            try {
                                return all.await(20, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })));
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(now.get()).isEqualTo(9);
    }

    @Test
    void who_only_reads_does_not_wait_for_those_who_write(Given given) throws Exception {
        var over = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = new CountDownLatch(8);
            for (var i = 0; i < WRITERS; i++) {
                threads.execute(() -> asked(
                        given,
                        () -> writing.execute(_ -> {
                            busy.countDown();
                            try {
                                return over.await(20, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })));
            }
            busy.await();
            var began = System.nanoTime();
            var read = WorkspaceScope.in(
                    given.workspace(), () -> reading.execute(_ -> sql.fetchValue("select count(*) from member")));
            over.countDown();
            assertThat(read).isNotNull();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                    .isLessThan(10);
        }
    }

    /** As a request does it. */
    private static boolean asked(Given given, Callable<?> work) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            return WorkspaceScope.in(given.workspace(), () -> {
                try {
                    return work.call() != null;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static void together(Given given, Callable<?> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (var i = 0; i < WRITERS; i++) {
                all.add(threads.submit(() -> asked(given, work)));
            }
            for (var one : all) {
                one.get();
            }
        }
    }
}
