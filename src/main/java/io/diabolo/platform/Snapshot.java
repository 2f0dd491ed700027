package io.diabolo.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** Whoever changes these raises the workspace's stamp, by a trigger; with what a statement says that writes there. */
    static final Map<String, Pattern> SETTINGS = Stream.of(
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
                    "handoff_time")
            .collect(Collectors.toUnmodifiableMap(
                    table -> table,
                    table -> Pattern.compile(
                            "\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(only\\s+)?\"?" + table + "\\b",
                            Pattern.CASE_INSENSITIVE)));

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
        var settings = SETTINGS.containsKey(table) ? kept.settings() : null;
        if (settings == null) {
            return reading.get();
        }
        var asked = new Asked(table, question);
        var known = Snapshot.<T>cast(settings.get(asked));
        if (known != null) {
            return known;
        }
        var read = reading.get();
        // Of a snapshot all is of the moment at which the stamp was; else somebody may have changed it before the
        // reading.
        if (isSnapshot() || kept.stands.getAsBoolean()) {
            settings.put(asked, read);
        }
        return read;
    }

    // A question is asked by one place, of one type.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
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
            if (SETTINGS.values().stream()
                    .anyMatch(one -> one.matcher(statement).find())) {
                kept.changed();
            }
        }
    }

    /** This transaction waited for somebody's lock, who may have changed settings meanwhile. */
    static void waited() {
        if (TransactionSynchronizationManager.getResource(Kept.KEY) instanceof Kept kept && !isSnapshot()) {
            kept.doubted = true;
            kept.byTable.keySet().removeAll(SETTINGS.keySet());
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

        private @Nullable Map<Object, Object> settings;
        private final BooleanSupplier stands;
        private final Map<String, Map<Object, Object>> byTable = new HashMap<>();
        /** Whether the settings may have changed since it began. */
        private boolean doubted;

        Kept(@Nullable Map<Object, Object> settings, BooleanSupplier stands) {
            this.settings = settings;
            this.stands = stands;
        }

        /** Null if they have changed since it began, or by itself: then it asks the database alone. */
        @Nullable
        Map<Object, Object> settings() {
            if (doubted) {
                doubted = false;
                if (settings != null && !stands.getAsBoolean()) {
                    settings = null;
                }
            }
            return settings;
        }

        /** What it writes is nobody else's yet, and answers may hang on several settings. */
        void changed() {
            settings = null;
            byTable.keySet().removeAll(SETTINGS.keySet());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            byTable.clear();
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
