package io.diabolo.forecast;

import io.diabolo.journey.JourneyStamp;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Statistics that were asked for already and can't have changed: kept on this node under the stamp of the journeys they are
 * made of. With one seed they would come out equal anyway; so this spares time and nothing else.
 */
@Component
class Recalled {
    private static final int MOST = 200;
    private final JourneyStamp stamp;
    private final Map<Key, Object> answers = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > MOST;
        }
    });

    Recalled(JourneyStamp stamp) {
        this.stamp = stamp;
    }

    private record Key(WorkspaceId workspace, long stamp, Object question) {}

    /** @param question all that the answer hangs on besides the journeys; of a kind of its own */
    @SuppressWarnings("unchecked")
    <T> T of(Object question, Supplier<T> counted) {
        var key = new Key(Objects.requireNonNull(WorkspaceScope.workspace()), stamp.read(), question);
        var known = answers.get(key);
        if (known != null) {
            return (T) known;
        }
        var answer = counted.get();
        answers.put(key, answer);
        return answer;
    }
}
