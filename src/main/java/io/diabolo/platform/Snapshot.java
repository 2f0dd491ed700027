package io.diabolo.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read once within a page's snapshot holds to its end: the parts of a page that ask for the same settings or
 * fields needn't read them again. Anywhere else each question is asked of the database.
 */
public final class Snapshot {
    private Snapshot() {}

    /** The answer already given in this snapshot, else that of the reading; never null. */
    public static <T> T once(Object question, Supplier<T> reading) {
        var answers = answers();
        if (answers == null) {
            return reading.get();
        }
        @SuppressWarnings("unchecked") // a question is asked by one place, of one type
        var known = (T) answers.get(question);
        if (known != null) {
            return known;
        }
        var read = reading.get();
        answers.put(question, read);
        return read;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<Object, Object> answers() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                || !Integer.valueOf(TransactionDefinition.ISOLATION_REPEATABLE_READ)
                        .equals(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel())) {
            return null;
        }
        var present = (Map<Object, Object>) TransactionSynchronizationManager.getResource(Snapshot.class);
        if (present != null) {
            return present;
        }
        var fresh = new HashMap<>();
        TransactionSynchronizationManager.bindResource(Snapshot.class, fresh);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Snapshot.class);
            }
        });
        return fresh;
    }
}
