package io.diabolo.notifications;

import java.util.List;

/**
 * What a member is told together.
 *
 * @param happened what they haven't read yet, by what belongs together
 * @param awaiting what comes next on their desk today, the most urgent first
 * @param more whether more awaits than is said
 */
public record Digest(List<Part> happened, List<Line> awaiting, boolean more) {
    /** @param textKey its heading */
    public record Part(String textKey, List<Line> lines) {}

    /**
     * One thing in words.
     *
     * @param event of which event it is; empty for what awaits
     * @param when in words; may be empty
     */
    public record Line(String event, String text, String when, String path) {}

    /** Nobody is written to about nothing. */
    public boolean isEmpty() {
        return happened.isEmpty() && awaiting.isEmpty();
    }

    public int news() {
        return happened.stream().mapToInt(part -> part.lines().size()).sum();
    }
}
