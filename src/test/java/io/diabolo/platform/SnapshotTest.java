package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@DiaboloTest
class SnapshotTest {
    private final Workspaces workspaces;
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    SnapshotTest(Workspaces workspaces, DSLContext sql, TransactionTemplate transactions) {
        this.workspaces = workspaces;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Test
    void who_changes_a_setting_reads_the_new_one(Given given) {
        var names = given.in(() -> {
            var before = workspaces.settings().name();
            rename("Neuf");
            return before + " " + workspaces.settings().name();
        });
        assertThat(names).endsWith(" Neuf").doesNotStartWith("Neuf");
    }

    @Test
    void a_transaction_within_another_keeps_nothing_of_it(Given given) {
        var apart = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var names = given.in(() -> {
            workspaces.settings();
            apart.executeWithoutResult(_ -> {
                workspaces.settings();
                rename("Dedans");
            });
            return workspaces.settings().name() + " "
                    + apart.execute(_ -> workspaces.settings().name());
        });
        assertThat(names).endsWith(" Dedans").doesNotStartWith("Dedans");
    }

    private void rename(String name) {
        sql.query("update workspace_setting set name = {0}", org.jooq.impl.DSL.val(name))
                .execute();
    }
}
