package io.diabolo.insight;

import io.diabolo.journey.Stage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the ten stages, in order.
 *
 * @param won by the day of closing, whatever the basis asked, and not left or reopened since
 * @param lost the same
 */
public record Funnel(List<StageFigures> stages, long won, long lost) {

    /**
     * One stage, as DESIGN.md §3 counts.
     *
     * @param reached start ≤ stage ≤ furthest; skipped stages count as passed
     * @param enteredDated with a dated entry of its own
     * @param current by the last entry, at the end of the period
     * @param exited left for good, this being the furthest stage
     * @param conversion to the next stage, too young journeys left out; null when nobody can be judged, and after live,
     *     where what grows is an expansion rate
     * @param negativeDays how many came to the next stage before this one; they are kept in the days
     * @param tooYoung entered less than p90 days ago
     * @param undated entered without a date, whatever the period
     * @param byChannel of those reached
     */
    public record StageFigures(
            Stage stage,
            long reached,
            long enteredDated,
            long current,
            long exited,
            @Nullable Double conversion,
            @Nullable Double medianDays,
            @Nullable Double p90Days,
            long negativeDays,
            long tooYoung,
            long undated,
            Map<String, Long> byChannel) {
        StageFigures standing(long now) {
            return new StageFigures(
                    stage,
                    reached,
                    enteredDated,
                    now,
                    exited,
                    conversion,
                    medianDays,
                    p90Days,
                    negativeDays,
                    tooYoung,
                    undated,
                    byChannel);
        }
    }

    /**
     * From one stage to a later one, in one group.
     *
     * @param group what the group is called; null when none is given
     * @param groupId the member or team
     */
    public record Pair(
            @Nullable String group,
            @Nullable String groupId,
            long reachedFrom,
            long reachedTo,
            long tooYoung,
            @Nullable Double conversion,
            @Nullable Double medianDays,
            @Nullable Double meanDays,
            @Nullable Double p90Days,
            long negativeDays) {}

    /** The same with other numbers of those that stand in each stage. */
    Funnel standing(Map<Stage, Long> stood) {
        return new Funnel(
                stages.stream()
                        .map(figures -> figures.standing(stood.getOrDefault(figures.stage(), 0L)))
                        .toList(),
                won,
                lost);
    }

    public StageFigures at(Stage stage) {
        return stages.get(stage.number() - 1);
    }

    public boolean isEmpty() {
        return stages.stream().allMatch(stage -> stage.reached() == 0);
    }
}
