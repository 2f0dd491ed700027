package io.diabolo.rules;

import java.util.List;
import java.util.UUID;

/**
 * What other rules would have made of past records; nothing was written.
 *
 * @param lines the first of those that would change
 */
public record Replay(long looked, long changed, List<Line> lines) {
    public static final int SHOWN = 50;

    public record Line(UUID id, String name, String path, String before, String after) {}
}
