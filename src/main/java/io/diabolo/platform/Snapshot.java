package io.diabolo.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read once within a page's snapshot holds to its end: the parts of a page that ask for the same settings or
 * fields needn't read them again. Of a transaction that writes this holds for what is named with its table, until the
 * transaction writes to that table. Anywhere else each question is asked of the database.
 */
public final class Snapshot {
    private Snapshot() {}

    /** The answer already given in this snapshot, else that of the reading; never null. */
    public static <T> T once(Object question, Supplier<T> reading) {
        return isSnapshot() ? known("", question, reading) : reading.get();
    }

    /** The answer already given in this transaction, unless it wrote to the table since; never null. */
    public static <T> T once(String table, Object question, Supplier<T> reading) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                        && TransactionSynchronizationManager.isSynchronizationActive()
                ? known(table, question, reading)
                : reading.get();
    }

    private static <T> T known(String table, Object question, Supplier<T> reading) {
        var answers = kept().byTable.computeIfAbsent(table, _ -> new HashMap<>());
        @SuppressWarnings("unchecked") // a question is asked by one place, of one type
        var known = (T) answers.get(question);
        if (known != null) {
            return known;
        }
        var read = reading.get();
        answers.put(question, read);
        return read;
    }

    /** A statement of this transaction wrote something. */
    static void written(String statement) {
        if (TransactionSynchronizationManager.getResource(Kept.KEY) instanceof Kept kept) {
            kept.byTable.keySet().removeIf(table -> !table.isEmpty() && statement.contains(table));
        }
    }

    private static boolean isSnapshot() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                && Integer.valueOf(TransactionDefinition.ISOLATION_REPEATABLE_READ)
                        .equals(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel());
    }

    private static Kept kept() {
        if (TransactionSynchronizationManager.getResource(Kept.KEY) instanceof Kept present) {
            return present;
        }
        var fresh = new Kept();
        TransactionSynchronizationManager.bindResource(Kept.KEY, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    /** Of one transaction: another within it, maybe of another workspace, has its own. */
    private static final class Kept implements TransactionSynchronization {
        private static final Object KEY = Snapshot.class;

        private final Map<String, Map<Object, Object>> byTable = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(KEY, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }
    }
}
