package io.diabolo.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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

    /** How many records of a kind one transaction names. */
    private static final int RECORDS_NAMED = 200;

    private static final Pattern RECORD =
            Pattern.compile("(.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

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
        if (TransactionSynchronizationManager.getResource(this) instanceof Told told) {
            told.add(announcement);
            return;
        }
        var told = new Told();
        told.add(announcement);
        TransactionSynchronizationManager.bindResource(this, told);
        TransactionSynchronizationManager.registerSynchronization(told);
    }

    /**
     * What one transaction has to say. Beyond some hundred records of a kind it names none of them: {@code lead-any} makes
     * every page that shows one look for itself.
     */
    private final class Told implements TransactionSynchronization {
        private final Set<Announcement> topics = new LinkedHashSet<>();
        private final Map<String, Integer> records = new HashMap<>();

        void add(Announcement announcement) {
            var record = RECORD.matcher(announcement.topic());
            if (!record.matches()) {
                topics.add(announcement);
                return;
            }
            var kind = record.group(1);
            var any = new Announcement(announcement.workspace(), kind + "-any");
            if (topics.contains(any) || !topics.add(announcement)) {
                return;
            }
            if (records.merge(kind, 1, Integer::sum) > RECORDS_NAMED) {
                topics.removeIf(one -> one.topic().startsWith(kind + "-"));
                topics.add(any);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Announcements.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Announcements.this, this);
        }

        @Override
        public void afterCommit() {
            waiting.addAll(topics);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Announcements.this);
        }
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

    /** To be said in the next round. */
    void keep(List<Announcement> round) {
        waiting.addAll(round);
    }
}
