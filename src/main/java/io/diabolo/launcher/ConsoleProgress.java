package io.diabolo.launcher;

import io.diabolo.backup.Progress;
import java.io.PrintStream;

/** Tells on standard error how far a copy is: one line that changes on a terminal, one now and then in a log. */
final class ConsoleProgress implements Progress {
    private static final boolean TERMINAL = Boolean.getBoolean("diabolo.terminal");
    private static final long PAUSE = TERMINAL ? 200_000_000L : 5_000_000_000L;

    private final Texts texts;
    private final PrintStream err;
    private long told = System.nanoTime() - PAUSE;
    private int width;

    ConsoleProgress(Texts texts, PrintStream err) {
        this.texts = texts;
        this.err = err;
    }

    @Override
    public void at(Step step, String table, long done, long total) {
        if (System.nanoTime() - told < PAUSE && step != Step.INDEXING) {
            return;
        }
        told = System.nanoTime();
        // A backup only knows the planner's estimate.
        var percent = total <= 0 ? 0 : Math.min(99, 100 * done / total);
        var line = texts.get(key(step), table, percent);
        err.print(TERMINAL ? "\r" + line + " ".repeat(Math.max(0, width - line.length())) : line + "\n");
        err.flush();
        width = line.length();
    }

    private static String key(Step step) {
        return switch (step) {
            case READING -> "launcher.progress.reading";
            case CHECKING -> "launcher.progress.checking";
            case LOADING -> "launcher.progress.loading";
            case INDEXING -> "launcher.progress.indexing";
            case COMPARING -> "launcher.progress.comparing";
        };
    }

    /** Clears the line for what is said next. */
    void end() {
        if (TERMINAL && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
        }
    }
}
