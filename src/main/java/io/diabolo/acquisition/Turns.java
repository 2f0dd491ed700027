package io.diabolo.acquisition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Only a few submissions of one sender are worked on at once. Whoever sends a thousand in a second waits for themselves, and
 * leaves the database to everybody else.
 */
@Component
class Turns {
    /** An office behind one address notices nothing. */
    static final int AT_ONCE = 4;

    /** Few enough that a sender's are kept together without a list of them, enough that two seldom meet. */
    private static final int PLACES = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Semaphore> places =
            Stream.generate(() -> new Semaphore(AT_ONCE, true)).limit(PLACES).toList();

    /** @param tired answers whoever's turn didn't come in time */
    <T> T of(byte[] sender, Supplier<T> work, Supplier<T> tired) {
        var place = places.get(Math.floorMod(Arrays.hashCode(sender), PLACES));
        try {
            if (!place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return tired.get();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return tired.get();
        }
        try {
            return work.get();
        } finally {
            place.release();
        }
    }
}
