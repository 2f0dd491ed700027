package io.diabolo.sequences;

import java.util.List;

/** What a member writes of a sequence; minutes and days as {@link Sequence} has them. */
public record SequencePlan(String name, int windowFrom, int windowTo, int awayDays, List<Step> steps) {
    static final int WINDOW_FROM = 8 * 60 + 30;
    static final int WINDOW_TO = 18 * 60;
    static final int AWAY_DAYS = 3;

    public SequencePlan {
        steps = List.copyOf(steps);
    }

    /** With the usual window. */
    public static SequencePlan of(String name, List<Step> steps) {
        return new SequencePlan(name, WINDOW_FROM, WINDOW_TO, AWAY_DAYS, steps);
    }
}
