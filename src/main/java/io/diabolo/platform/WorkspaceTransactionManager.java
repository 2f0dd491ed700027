package io.diabolo.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sets {@code diabolo.workspace} with each transaction, so that row-level security knows whose rows are meant, and gives it
 * what is known of the workspace's settings.
 */
@Component("transactionManager")
class WorkspaceTransactionManager extends JdbcTransactionManager {
    /** Answers with the stamp of the workspace's settings. */
    private static final String ENTER =
            "select coalesce(settings_stamp(set_config('diabolo.workspace', ?, true)::uuid), 0)";
    /** With the first statement and for this transaction alone; the driver would ask and set the session, there and back. */
    private static final String SNAPSHOT = "set transaction isolation level repeatable read; ";

    private final transient KnownSettings known = new KnownSettings();
    private final transient WriteTurns turns = new WriteTurns();

    WorkspaceTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        var workspace = WorkspaceScope.workspace();
        if (workspace == null) {
            super.doBegin(transaction, definition);
            return;
        }
        if (definition.isReadOnly()) {
            begin(transaction, definition, workspace);
            return;
        }
        turns.take(transaction);
        try {
            begin(transaction, definition, workspace);
        } catch (RuntimeException | Error e) {
            turns.leave(transaction);
            throw e;
        }
    }

    private void begin(Object transaction, TransactionDefinition definition, WorkspaceId workspace) {
        var isSnapshot = definition.getIsolationLevel() == TransactionDefinition.ISOLATION_REPEATABLE_READ;
        super.doBegin(transaction, isSnapshot ? readCommitted(definition) : definition);
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new CannotCreateTransactionException("no connection is bound to the transaction");
        }
        try {
            var connection = holder.getConnection();
            var stamp = enter(connection, isSnapshot ? SNAPSHOT + ENTER : ENTER, workspace);
            Snapshot.begin(known.of(workspace, stamp), () -> stands(connection, workspace, stamp));
        } catch (SQLException | RuntimeException e) {
            // Else the thread would keep the dead connection, and its next transactions would all join it.
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("could not enter the workspace", e);
        }
    }

    /** @return the stamp of the workspace's settings, as the transaction sees it now */
    private static long enter(Connection connection, String statement, WorkspaceId workspace) throws SQLException {
        try (var enter = connection.prepareStatement(statement)) {
            enter.setString(1, workspace.toString());
            for (var isAnswer = enter.execute(); !isAnswer; ) {
                isAnswer = enter.getMoreResults();
            }
            try (var answer = enter.getResultSet()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    private static boolean stands(Connection connection, WorkspaceId workspace, long stamp) {
        try {
            return enter(connection, ENTER, workspace) == stamp;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("could not ask for the stamp of the settings", e);
        }
    }

    @Override
    protected void prepareSynchronization(DefaultTransactionStatus status, TransactionDefinition definition) {
        super.prepareSynchronization(status, definition);
        if (status.isNewSynchronization()) {
            Snapshot.begun();
        }
    }

    @Override
    protected Object doSuspend(Object transaction) {
        var suspended = super.doSuspend(transaction);
        turns.interrupted();
        return suspended;
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspended) {
        try {
            super.doResume(transaction, suspended);
        } finally {
            turns.resumed();
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        Snapshot.end();
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            turns.leave(transaction);
        }
    }

    private static TransactionDefinition readCommitted(TransactionDefinition definition) {
        var plain = new DefaultTransactionDefinition(definition);
        plain.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
        return plain;
    }
}
