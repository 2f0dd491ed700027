package io.diabolo.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says on every node that something changed: the name of a topic ({@code lead}, {@code lead-7f…}), never its content.
 * {@link AnnouncementRelay} carries it.
 */
@Service
public class Announcements {
    /** The topic, in a workspace of nobody's, of a node that was deaf for a while: anything may have changed. */
    public static final String EVERYTHING = "*";

    private static final Announcement MISSED = new Announcement(new WorkspaceId(new UUID(0, 0)), EVERYTHING);

    private final Set<Announcement> waiting = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Announcement>> listeners = new CopyOnWriteArrayList<>();

    public record Announcement(WorkspaceId workspace, String topic) {}

    /** Says it in the present workspace, after the commit if in a transaction. */
    public void changed(String topic) {
        var announcement = new Announcement(Objects.requireNonNull(WorkspaceScope.workspace()), topic);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            waiting.add(announcement);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                waiting.add(announcement);
            }
        });
    }

    /** The listener is called on the relay's thread, so it returns at once. */
    public void listen(Consumer<Announcement> listener) {
        listeners.add(listener);
    }

    void hear(Announcement announcement) {
        listeners.forEach(listener -> listener.accept(announcement));
    }

    void hearOfEverything() {
        hear(MISSED);
    }

    /** What was said since the last round, each topic once. */
    List<Announcement> round() {
        var round = new ArrayList<>(waiting);
        round.forEach(waiting::remove);
        return round;
    }
}
