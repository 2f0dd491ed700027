package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

    @Test
    void what_was_read_of_settings_holds_for_the_next_who_asks_until_somebody_changes_them(Given given) {
        var readings = new AtomicInteger();
        assertThat(asked(given, readings)).isEqualTo(1);
        assertThat(asked(given, readings)).isEqualTo(1);
        given.run(() -> rename("Neu"));
        assertThat(asked(given, readings)).isEqualTo(2);
        assertThat(asked(given, readings)).isEqualTo(2);
    }

    @Test
    void another_workspace_is_asked_itself(Given given, Given other) {
        var readings = new AtomicInteger();
        asked(given, readings);
        assertThat(asked(other, readings)).isEqualTo(2);
    }

    @Test
    void what_is_taken_back_was_read_by_nobody_else(Given given) {
        var name = given.in(() -> workspaces.settings().name());
        WorkspaceScope.run(
                given.workspace(),
                () -> transactions.executeWithoutResult(transaction -> {
                    rename("Jamais");
                    assertThat(workspaces.settings().name()).isEqualTo("Jamais");
                    transaction.setRollbackOnly();
                }));
        assertThat(given.in(() -> workspaces.settings().name())).isEqualTo(name);
    }

    @Test
    void who_sees_settings_that_have_changed_since_leaves_them_to_nobody(Given given) {
        var snapshot = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        Supplier<String> name = () -> Objects.requireNonNull(
                snapshot.execute(_ -> workspaces.settings().name()));
        var late = WorkspaceScope.in(
                given.workspace(),
                () -> Objects.requireNonNull(snapshot.execute(_ -> {
                    sql.execute("select 1");
                    elsewhere(() -> given.run(() -> rename("Nouveau")));
                    elsewhere(() -> WorkspaceScope.in(given.workspace(), name));
                    return workspaces.settings().name();
                })));
        assertThat(late).isNotEqualTo("Nouveau");
        assertThat(WorkspaceScope.in(given.workspace(), name)).isEqualTo("Nouveau");
    }

    @Test
    void who_waited_for_a_lock_reads_what_the_other_left(Given given) {
        given.run(workspaces::settings);
        String name = given.in(() -> {
            workspaces.settings();
            elsewhere(() -> given.run(() -> rename("Avant vous")));
            sql.execute("select pg_advisory_xact_lock(1)");
            return workspaces.settings().name();
        });
        assertThat(name).isEqualTo("Avant vous");
    }

    @Test
    void every_table_of_settings_tells_that_it_changes(Given given) {
        var telling = given.in(
                () -> sql.fetch("select tgrelid::regclass::text from pg_trigger where tgname = 'raise_settings_stamp'")
                        .getValues(0, String.class));
        assertThat(telling).containsExactlyInAnyOrderElementsOf(Snapshot.SETTINGS.keySet());
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    /** @return how often the answer had to be read until now */
    private int asked(Given given, AtomicInteger readings) {
        return given.in(() -> Objects.requireNonNull(
                transactions.execute(_ -> Snapshot.once("workspace_setting", readings, readings::incrementAndGet))));
    }

    private void rename(String name) {
        sql.query("update workspace_setting set name = {0}", org.jooq.impl.DSL.val(name))
                .execute();
    }
}
