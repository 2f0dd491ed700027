package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move as somebody wants it.
 *
 * @param at when it happened; null: now
 * @param version the one that was looked at; null takes what is there
 * @param seen the stage in which whoever moves saw it; null doesn't ask
 * @param subStage the step within the stage; null or empty: none
 * @param reason why it was won or lost, from the list or in words
 * @param competitor who else was in it, and {@code lesson} what it teaches; null leaves them as they are
 * @param filled values by field that fill what a stage asks for
 * @param override why the stage may be entered though something is missing; only a manager gives one
 */
public record MoveOrder(
        UUID opportunity,
        Stage stage,
        @Nullable Instant at,
        @Nullable Integer version,
        @Nullable Stage seen,
        @Nullable String subStage,
        @Nullable String reason,
        @Nullable String competitor,
        @Nullable String lesson,
        Map<String, ? extends @Nullable Object> filled,
        @Nullable String override) {
    public MoveOrder {
        subStage = stripped(subStage);
        reason = stripped(reason);
        competitor = stripped(competitor);
        lesson = stripped(lesson);
        override = stripped(override);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** As of now, with nothing said beside. */
    public static MoveOrder to(UUID opportunity, Stage stage) {
        return new MoveOrder(opportunity, stage, null, null, null, null, null, null, null, Map.of(), null);
    }

    /** The same for another deal. */
    public MoveOrder of(UUID deal) {
        return new MoveOrder(deal, stage, at, version, seen, subStage, reason, competitor, lesson, filled, override);
    }

    public MoveOrder because(@Nullable String why) {
        return new MoveOrder(
                opportunity, stage, at, version, seen, subStage, why, competitor, lesson, filled, override);
    }

    public MoveOrder at(@Nullable Instant when, @Nullable Integer looked) {
        return new MoveOrder(
                opportunity, stage, when, looked, seen, subStage, reason, competitor, lesson, filled, override);
    }

    public MoveOrder seenAt(@Nullable Stage stood) {
        return new MoveOrder(
                opportunity, stage, at, version, stood, subStage, reason, competitor, lesson, filled, override);
    }

    public MoveOrder within(@Nullable String step) {
        return new MoveOrder(opportunity, stage, at, version, seen, step, reason, competitor, lesson, filled, override);
    }

    public MoveOrder teaching(@Nullable String rival, @Nullable String learned) {
        return new MoveOrder(opportunity, stage, at, version, seen, subStage, reason, rival, learned, filled, override);
    }

    public MoveOrder filling(Map<String, ? extends @Nullable Object> values) {
        return new MoveOrder(
                opportunity, stage, at, version, seen, subStage, reason, competitor, lesson, values, override);
    }

    public MoveOrder overriding(@Nullable String why) {
        return new MoveOrder(opportunity, stage, at, version, seen, subStage, reason, competitor, lesson, filled, why);
    }
}
