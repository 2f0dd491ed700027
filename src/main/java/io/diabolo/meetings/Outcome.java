package io.diabolo.meetings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a meeting. */
public enum Outcome {
    HELD,
    MISSED,
    CANCELLED;

    static Optional<Outcome> named(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    /** In tables, the API and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
