package io.diabolo.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final byte[] FLOOD = {1, 2, 3};
    private static final byte[] VISITOR = {4, 5, 6};

    private static void waitFor(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoever_sends_a_thousand_waits_for_themselves_and_everybody_else_is_answered() {
        var turns = new Turns();
        var gate = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var done = new AtomicInteger();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 1_000)
                    .forEach(_ -> senders.execute(() -> turns.of(
                            FLOOD,
                            () -> {
                                begun.incrementAndGet();
                                waitFor(gate);
                                return done.incrementAndGet();
                            },
                            () -> 0)));
            await().atMost(Duration.ofSeconds(10)).until(() -> begun.get() == Turns.AT_ONCE);
            assertThat(turns.of(VISITOR, () -> "taken", () -> "tired")).isEqualTo("taken");
            assertThat(begun).hasValue(Turns.AT_ONCE);
            gate.countDown();
        }
        assertThat(done).as("and all of theirs come to their turn").hasValue(1_000);
    }
}
