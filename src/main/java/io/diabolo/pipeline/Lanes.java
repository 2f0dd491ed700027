package io.diabolo.pipeline;

import java.util.Locale;

/** By what the board is cut into lanes. */
enum Lanes {
    NONE,
    OWNER,
    SEGMENT,
    TYPE;

    static Lanes named(String id) {
        for (var one : values()) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        return NONE;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
