package io.diabolo.sequences;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a version, as it is kept in JSON.
 *
 * @param key its name within the sequence, the same through all versions
 * @param amount of a wait: how many units
 * @param unit of a wait: {@code days} or {@code hours}, both of working time
 * @param instruction of a call or task: what is to be done, with variables
 * @param on of a branch: what it looks at, one of {@link #CONDITIONS}
 * @param target of a branch: the key of the step where it goes on when that holds; {@code end}: nowhere
 * @param variants of a mail: one, or several that are tried against each other
 */
public record Step(
        String key,
        StepKind kind,
        int amount,
        String unit,
        String instruction,
        String on,
        String target,
        List<Variant> variants) {
    /** A reply; how the last call ended; whether there is a number to call; or without any condition. */
    public static final List<String> CONDITIONS = List.of("reply", "reached", "not_reached", "no_phone", "always");

    public static final List<String> UNITS = List.of("days", "hours");

    /** Where a branch ends the run. */
    public static final String END = "end";

    public Step {
        variants = List.copyOf(variants);
    }

    /**
     * @param id a to d
     * @param template of the mail module; null where the text stands here
     * @param subjectFr empty: it answers the mail before, under its subject
     */
    public record Variant(
            String id, @Nullable UUID template, String subjectFr, String bodyFr, String subjectEn, String bodyEn) {
        /** Whether there are words of its own in one language at least. */
        boolean hasText() {
            return !bodyFr.isBlank() || !bodyEn.isBlank();
        }
    }

    static Step email(String key, Variant... variants) {
        return new Step(key, StepKind.EMAIL, 0, "days", "", "", "", List.of(variants));
    }

    static Step pause(String key, int amount, String unit) {
        return new Step(key, StepKind.WAIT, amount, unit, "", "", "", List.of());
    }

    static Step manual(String key, StepKind kind, String instruction) {
        return new Step(key, kind, 0, "days", instruction, "", "", List.of());
    }

    static Step branch(String key, String on, String target) {
        return new Step(key, StepKind.BRANCH, 0, "days", "", on, target, List.of());
    }
}
