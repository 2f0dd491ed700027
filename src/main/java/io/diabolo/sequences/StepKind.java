package io.diabolo.sequences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a step does. */
public enum StepKind {
    EMAIL,
    CALL,
    LINKEDIN,
    TASK,
    WAIT,
    BRANCH;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StepKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Somebody does it, and says so. */
    public boolean isManual() {
        return this == CALL || this == LINKEDIN || this == TASK;
    }
}
