package io.diabolo.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workspace in which the present thread works: set by the web from session or token, by a job
 * from its row; every transaction reads it when it begins (row-level security fails loudly without).
 */
public final class WorkspaceScope {
    private static final ThreadLocal<@Nullable WorkspaceId> WORKSPACE = new ThreadLocal<>();

    private WorkspaceScope() {}

    public static @Nullable WorkspaceId workspace() {
        return WORKSPACE.get();
    }

    /** Runs within a workspace and restores what was set before. */
    public static <T extends @Nullable Object> T in(@Nullable WorkspaceId workspace, Supplier<T> work) {
        var before = WORKSPACE.get();
        WORKSPACE.set(workspace);
        try {
            return work.get();
        } finally {
            if (before == null) {
                WORKSPACE.remove();
            } else {
                WORKSPACE.set(before);
            }
        }
    }

    public static void run(@Nullable WorkspaceId workspace, Runnable work) {
        in(workspace, () -> {
            work.run();
            return null;
        });
    }
}
