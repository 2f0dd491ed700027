package io.diabolo.journey;

import java.util.UUID;

/** One passing of a subject from a role to the next. */
public record HandoffId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
