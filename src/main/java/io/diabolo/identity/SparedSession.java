package io.diabolo.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/**
 * A session that knows whether there is anything to save in it.
 *
 * @param <S> the kept session
 */
final class SparedSession<S extends Session> implements Session {
    private final S kept;
    private boolean changed;

    SparedSession(S kept, boolean changed) {
        this.kept = kept;
        this.changed = changed;
    }

    S kept() {
        return kept;
    }

    /** Whether it has to be saved; asked again, only what changed since counts. */
    boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    @Override
    public void setLastAccessedTime(Instant now) {
        if (changed || now.isAfter(kept.getLastAccessedTime().plus(SparingSessions.PRECISION))) {
            changed = true;
            kept.setLastAccessedTime(now);
        }
    }

    @Override
    public String changeSessionId() {
        changed = true;
        return kept.changeSessionId();
    }

    @Override
    public void setAttribute(String name, Object value) {
        changed = true;
        kept.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        changed = true;
        kept.removeAttribute(name);
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        changed = true;
        kept.setMaxInactiveInterval(interval);
    }

    @Override
    public String getId() {
        return kept.getId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the framework's signature
    public <T> @Nullable T getAttribute(String name) {
        return kept.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return kept.getAttributeNames();
    }

    @Override
    public Instant getCreationTime() {
        return kept.getCreationTime();
    }

    @Override
    public Instant getLastAccessedTime() {
        return kept.getLastAccessedTime();
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return kept.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return kept.isExpired();
    }
}
