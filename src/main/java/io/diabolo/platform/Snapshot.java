package io.diabolo.platform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read once within a page's snapshot holds to its end: the parts of a page that ask for the same settings or
 * fields needn't read them again. Of a transaction that writes this holds for what is named with its table, until the
 * transaction writes to that table. What is read of a table of {@link #SETTINGS} holds from one request to the next too,
 * until somebody changes settings of the workspace. Anywhere else each question is asked of the database.
 */
public final class Snapshot {
    /** Whoever changes these raises the workspace's stamp, by a trigger. */
    static final Set<String> SETTINGS = Set.of(
            "workspace_setting",
            "custom_field",
            "rule_set",
            "pipeline",
            "reason_list",
            "sheet_template",
            "sheet_setting",
            "lead_model",
            "working_calendar",
            "closing_day",
            "handoff_time");

    private Snapshot() {}

    /** The answer already given in this snapshot, else that of the reading; never null. */
    public static <T> T once(Object question, Supplier<T> reading) {
        return isSnapshot() ? known("", question, reading) : reading.get();
    }

    /**
     * The answer already given in this transaction, unless it wrote to the table since; never null.
     *
     * @param table of {@link #SETTINGS} only if the answer hangs on the question, on tables of settings and on nothing else,
     *     not on who asks nor when; others may be given the same answer, at the same time
     */
    public static <T> T once(String table, Object question, Supplier<T> reading) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                        && TransactionSynchronizationManager.isSynchronizationActive()
                ? known(table, question, reading)
                : reading.get();
    }

    private static <T> T known(String table, Object question, Supplier<T> reading) {
        var kept = kept();
        var answers = kept.byTable.computeIfAbsent(table, _ -> new HashMap<>());
        var known = Snapshot.<T>cast(answers.get(question));
        if (known == null) {
            known = shared(kept, table, question, reading);
            answers.put(question, known);
        }
        return known;
    }

    /** Taken from those who asked before under the same stamp, and left to those who will. */
    private static <T> T shared(Kept kept, String table, Object question, Supplier<T> reading) {
        var settings = kept.settings;
        if (settings == null || !SETTINGS.contains(table) || kept.written.contains(table)) {
            return reading.get();
        }
        var asked = new Asked(table, question);
        var known = Snapshot.<T>cast(settings.get(asked));
        if (known != null) {
            return known;
        }
        var read = reading.get();
        // Of a snapshot all is of the moment at which the stamp was; else somebody may have changed it before the reading.
        // What hangs on what this transaction wrote itself is nobody else's yet.
        if (isSnapshot() || (kept.written.isEmpty() && kept.stands.getAsBoolean())) {
            settings.put(asked, read);
        }
        return read;
    }

    @SuppressWarnings("unchecked") // a question is asked by one place, of one type
    private static <T> @Nullable T cast(@Nullable Object answer) {
        return (T) answer;
    }

    private record Asked(String table, Object question) {}

    /**
     * A transaction begins in a workspace.
     *
     * @param settings what was read of them under the stamp that it sees; null if that is an older one already
     * @param stands whether that is still the stamp
     */
    static void begin(@Nullable Map<Object, Object> settings, BooleanSupplier stands) {
        TransactionSynchronizationManager.bindResource(Kept.KEY, new Kept(settings, stands));
    }

    /** From now on the transaction that began can be interrupted by another. */
    static void begun() {
        if (TransactionSynchronizationManager.getResource(Kept.KEY) instanceof Kept kept) {
            TransactionSynchronizationManager.registerSynchronization(kept);
        }
    }

    static void end() {
        TransactionSynchronizationManager.unbindResourceIfPossible(Kept.KEY);
    }

    /** A statement of this transaction wrote something. */
    static void written(String statement) {
        if (TransactionSynchronizationManager.getResource(Kept.KEY) instanceof Kept kept) {
            kept.byTable.keySet().removeIf(table -> !table.isEmpty() && statement.contains(table));
            SETTINGS.stream().filter(statement::contains).forEach(kept.written::add);
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
        var fresh = new Kept(null, () -> false);
        TransactionSynchronizationManager.bindResource(Kept.KEY, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    /** Of one transaction: another within it, maybe of another workspace, has its own. */
    private static final class Kept implements TransactionSynchronization {
        private static final Object KEY = Snapshot.class;

        private final @Nullable Map<Object, Object> settings;
        private final BooleanSupplier stands;
        private final Map<String, Map<Object, Object>> byTable = new HashMap<>();
        private final Set<String> written = new HashSet<>();

        Kept(@Nullable Map<Object, Object> settings, BooleanSupplier stands) {
            this.settings = settings;
            this.stands = stands;
        }

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
