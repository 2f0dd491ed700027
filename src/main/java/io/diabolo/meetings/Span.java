package io.diabolo.meetings;

import java.time.Duration;
import java.time.Instant;

/** Some time; the end no longer belongs to it. */
record Span(Instant from, Instant to) {
    boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** With as much before and after. */
    Span widened(Duration by) {
        return new Span(from.minus(by), to.plus(by));
    }

    static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }
}
