package io.diabolo.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the settings of the workspaces that were busy last, by the stamp that stands in the database beside them.
 * On every node the same stamp means the same settings.
 */
final class KnownSettings {
    private static final int MOST = 50;

    private record Shelf(long stamp, Map<Object, Object> answers) {}

    private final Map<WorkspaceId, Shelf> shelves = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Shelf> eldest) {
            return size() > MOST;
        }
    };

    /** Null for who still sees settings that have changed since. */
    synchronized @Nullable Map<Object, Object> of(WorkspaceId workspace, long stamp) {
        var there = shelves.get(workspace);
        if (there == null || there.stamp() < stamp) {
            there = new Shelf(stamp, new ConcurrentHashMap<>());
            shelves.put(workspace, there);
        }
        return there.stamp() == stamp ? there.answers() : null;
    }
}
