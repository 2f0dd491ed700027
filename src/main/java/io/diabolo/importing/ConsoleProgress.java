package io.diabolo.importing;

import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** One line that is written over: how far the console's import is. Only on a terminal; elsewhere it would be noise. */
final class ConsoleProgress implements AutoCloseable {
    private static final int WIDTH = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final @Nullable Thread thread;

    private ConsoleProgress() {
        this.thread = null;
    }

    private ConsoleProgress(
            DSLContext sql, TransactionTemplate transactions, Texts texts, WorkspaceId workspace, PrintStream err) {
        this.thread = Thread.ofVirtual()
                .start(() -> WorkspaceScope.run(workspace, () -> watch(sql, transactions, texts, err)));
    }

    /** The launcher knows whether messages go to a terminal; Java can't tell it of one stream alone. */
    static ConsoleProgress over(
            DSLContext sql, TransactionTemplate transactions, Texts texts, WorkspaceId workspace, PrintStream err) {
        return Boolean.getBoolean("diabolo.terminal")
                ? new ConsoleProgress(sql, transactions, texts, workspace, err)
                : new ConsoleProgress();
    }

    private void watch(DSLContext sql, TransactionTemplate transactions, Texts texts, PrintStream err) {
        // What a server beside us imports isn't ours.
        Set<UUID> others = new HashSet<>(running(sql, transactions));
        boolean shown = false;
        while (!isOver()) {
            var ours = running(sql, transactions);
            ours.removeAll(others);
            if (!ours.isEmpty()) {
                var id = ours.iterator().next();
                var job = transactions.execute(_ -> sql.fetchOne("select done, total from job where id = ?", id));
                if (job != null) {
                    err.print("\r" + bar(job.get(0, Long.class), job.get(1, Long.class), texts));
                    err.flush();
                    shown = true;
                }
            }
        }
        if (shown) {
            err.print("\r" + " ".repeat(WIDTH * 2) + "\r");
            err.flush();
        }
    }

    private boolean isOver() {
        try {
            return over.await(400, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    private static Set<UUID> running(DSLContext sql, TransactionTemplate transactions) {
        var ids = transactions.execute(_ -> sql.fetch(
                        "select id from job where kind = 'import' and state = 'running' order by created_at desc")
                .getValues(0, UUID.class));
        return new java.util.LinkedHashSet<>(ids == null ? java.util.List.of() : ids);
    }

    private static String bar(long done, long total, Texts texts) {
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / total);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                + texts.text(ImportConsole.locale(), "import.console.progress", done);
    }

    @Override
    public void close() {
        over.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
