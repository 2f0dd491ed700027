package io.diabolo.clocks;

import java.util.UUID;

/** One promise of time. */
public record ClockId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
