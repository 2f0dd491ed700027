package io.diabolo.platform;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * So many requests write at once, the others wait their turn without a connection: few processors do no more for more
 * writers, and who only reads would find all connections taken by those that wait for each other's rows. A transaction
 * within another of its thread has that one's turn, and waits for none; nor does work in the background, of which there is
 * never much at once and some takes minutes.
 */
final class WriteTurns {
    private static final int AT_ONCE = 8;
    /** With that for a connection, still less than browsers and balancers have. */
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    /** The transaction of this thread that has a turn. */
    private static final ThreadLocal<@Nullable Object> HAVING = new ThreadLocal<>();
    /** How many transactions of this thread wait for one within them. */
    private static final ThreadLocal<Integer> INTERRUPTED = ThreadLocal.withInitial(() -> 0);

    /** @throws CannotCreateTransactionException when the turn doesn't come: later it may */
    void take(Object transaction) {
        if (RequestContextHolder.getRequestAttributes() == null || HAVING.get() != null || INTERRUPTED.get() > 0) {
            return;
        }
        if (!isTurn()) {
            throw new CannotCreateTransactionException(
                    "too many write at once", new SQLTransientConnectionException("no turn to write"));
        }
        HAVING.set(transaction);
    }

    private boolean isTurn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave(Object transaction) {
        if (transaction.equals(HAVING.get())) {
            HAVING.remove();
            turns.release();
        }
    }

    void interrupted() {
        INTERRUPTED.set(INTERRUPTED.get() + 1);
    }

    void resumed() {
        if (INTERRUPTED.get() > 1) {
            INTERRUPTED.set(INTERRUPTED.get() - 1);
        } else {
            INTERRUPTED.remove();
        }
    }
}
