package io.diabolo.insight;

import io.diabolo.journey.JourneyStamp;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.Workspaces;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Figures that were asked for already and can't have changed: a page that is open in many tabs is counted once for each
 * change. Kept on this node, under the stamp that stands in the database; whoever may see the same shares them.
 */
@Component
class Remembered {
    private static final int MOST = 500;
    private final JourneyStamp stamp;
    private final Workspaces workspaces;
    private final Map<Key, FutureTask<Object>> answers =
            Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, FutureTask<Object>> eldest) {
                    return size() > MOST;
                }
            });

    Remembered(JourneyStamp stamp, Workspaces workspaces) {
        this.stamp = stamp;
        this.workspaces = workspaces;
    }

    int size() {
        return answers.size();
    }

    private record Key(
            WorkspaceId workspace,
            long stamp,
            Workspaces.Settings settings,
            LocalDate today,
            Visibility visibility,
            Object question) {}

    /**
     * @param question all that the answer hangs on besides journeys, workspace, day and rights; of a kind of its own
     * @param counted computes it; never null
     */
    @SuppressWarnings("unchecked")
    <T> T of(Object question, LocalDate today, Visibility visibility, Actor me, Supplier<T> counted) {
        // A command may have changed what it then reads, and nobody else sees it yet.
        if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            return counted.get();
        }
        var key = new Key(me.workspace(), stamp.read(), workspaces.settings(), today, visibility, question);
        var task = answers.computeIfAbsent(key, _ -> new FutureTask<>(counted::get));
        // Runs where it is asked first; the others wait for that.
        task.run();
        try {
            return (T) task.get();
        } catch (ExecutionException failed) {
            answers.remove(key);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
