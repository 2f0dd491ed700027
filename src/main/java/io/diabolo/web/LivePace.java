package io.diabolo.web;

import io.diabolo.platform.Announcements.Announcement;
import java.util.HashMap;
import java.util.Map;

/**
 * How often pages are told of one thing. Each that is told asks for its list again; when hundreds look at what changes all the
 * time, they are told less often, so that looking leaves the server time to answer. The first change is told at once, and
 * after the last one everybody is told.
 */
final class LivePace {
    /**
     * By the pages that are told and by all that are open, in milliseconds: as many times more pages ask, and each takes as
     * many times longer. Fifty alone wait a third of a second, two hundred five seconds, fifty among five hundred three.
     */
    private static final double SQUARE_MILLIS = 0.12;

    private static final long AT_MOST_MILLIS = 30_000;
    /** Already on its way. */
    static final long COMING = -1;

    private final Map<Announcement, Turn> turns = new HashMap<>();

    /** @param coming whether somebody will tell it later */
    private record Turn(long told, boolean coming) {}

    /**
     * @param pages how many there are to tell
     * @param open how many there are in all
     * @param now in milliseconds
     * @return in how many milliseconds to tell them; 0: now; {@link #COMING}: it will be told anyway
     */
    synchronized long after(Announcement said, int pages, int open, long now) {
        turns.values().removeIf(turn -> !turn.coming() && turn.told() < now - AT_MOST_MILLIS);
        var turn = turns.get(said);
        if (turn != null && turn.coming()) {
            return COMING;
        }
        var next =
                turn == null ? now : turn.told() + Math.min(AT_MOST_MILLIS, Math.round(SQUARE_MILLIS * pages * open));
        turns.put(said, next <= now ? new Turn(now, false) : new Turn(turn == null ? now : turn.told(), true));
        return Math.max(0, next - now);
    }

    /** What was to come is told now. */
    synchronized void told(Announcement said, long now) {
        turns.put(said, new Turn(now, false));
    }
}
