package io.diabolo.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Saves a session only where something changed in it. That it was used is noted once a minute: otherwise each page that
 * somebody looks at would wait for a disk.
 *
 * @param <S> the kept sessions
 */
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparedSession<S>> {
    static final Duration PRECISION = Duration.ofMinutes(1);

    private final FindByIndexNameSessionRepository<S> kept;
    /** The filter, once it has saved a session, looks at once whether there is one of that id. */
    @SuppressWarnings("ThreadLocalUsage") // there is one repository, and its type isn't known to a static field
    private final ThreadLocal<@Nullable SparedSession<S>> justSaved = new ThreadLocal<>();

    SparingSessions(FindByIndexNameSessionRepository<S> kept) {
        this.kept = kept;
    }

    @Override
    public SparedSession<S> createSession() {
        return new SparedSession<>(kept.createSession(), true);
    }

    @Override
    public void save(SparedSession<S> session) {
        justSaved.set(session);
        if (session.takeChanged()) {
            kept.save(session.kept());
        }
    }

    @Override
    public @Nullable SparedSession<S> findById(String id) {
        var saved = justSaved.get();
        justSaved.remove();
        if (saved != null && saved.getId().equals(id)) {
            return saved;
        }
        var found = kept.findById(id);
        return found == null ? null : new SparedSession<>(found, false);
    }

    @Override
    public void deleteById(String id) {
        justSaved.remove();
        kept.deleteById(id);
    }

    @Override
    public Map<String, SparedSession<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        var found = new HashMap<String, SparedSession<S>>();
        kept.findByIndexNameAndIndexValue(indexName, indexValue)
                .forEach((id, session) -> found.put(id, new SparedSession<>(session, false)));
        return found;
    }
}
