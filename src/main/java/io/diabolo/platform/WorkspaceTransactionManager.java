package io.diabolo.platform;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sets {@code diabolo.workspace} with each transaction, so that row-level security knows whose rows are meant. */
@Component("transactionManager")
class WorkspaceTransactionManager extends JdbcTransactionManager {
    private static final String ENTER = "select set_config('diabolo.workspace', ?, true)";
    /** With the first statement and for this transaction alone; the driver would ask and set the session, there and back. */
    private static final String SNAPSHOT = "set transaction isolation level repeatable read; ";

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
        var isSnapshot = definition.getIsolationLevel() == TransactionDefinition.ISOLATION_REPEATABLE_READ;
        super.doBegin(transaction, isSnapshot ? readCommitted(definition) : definition);
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new CannotCreateTransactionException("no connection is bound to the transaction");
        }
        try (var set = holder.getConnection().prepareStatement(isSnapshot ? SNAPSHOT + ENTER : ENTER)) {
            set.setString(1, workspace.toString());
            set.execute();
        } catch (SQLException e) {
            // Else the thread would keep the dead connection, and its next transactions would all join it.
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("could not enter the workspace", e);
        }
    }

    private static TransactionDefinition readCommitted(TransactionDefinition definition) {
        var plain = new DefaultTransactionDefinition(definition);
        plain.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
        return plain;
    }
}
