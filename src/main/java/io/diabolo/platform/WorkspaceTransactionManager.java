package io.diabolo.platform;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sets {@code diabolo.workspace} with each transaction, so that row-level security knows whose rows are meant. */
@Component("transactionManager")
class WorkspaceTransactionManager extends JdbcTransactionManager {
    WorkspaceTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var workspace = WorkspaceScope.workspace();
        if (workspace == null) {
            return;
        }
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new CannotCreateTransactionException("no connection is bound to the transaction");
        }
        try (var set = holder.getConnection().prepareStatement("select set_config('diabolo.workspace', ?, true)")) {
            set.setString(1, workspace.toString());
            set.execute();
        } catch (SQLException e) {
            throw new CannotCreateTransactionException("could not enter the workspace", e);
        }
    }
}
