package io.diabolo.queues;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a figure is counted, and over what time.
 *
 * @param members together, for a team; none where a figure doesn't tell members apart
 * @param to the first instant that is no longer counted
 * @param reader who reads the records behind it; null where only the value is asked for
 */
public record FigureRequest(
        List<MemberId> members,
        Instant from,
        Instant to,
        @Nullable Actor reader) {
    public FigureRequest(List<MemberId> members, Instant from, Instant to) {
        this(members, from, to, null);
    }

    public FigureRequest readBy(Actor me) {
        return new FigureRequest(members, from, to, me);
    }
}
