package io.diabolo.forecast;

import java.util.EnumMap;
import java.util.Map;

/** How many deals stand in each part of a forecast, and how much they are worth in minor units of one currency. */
final class Sums {
    /** A part's deals. */
    record Sum(long count, long minor) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(count + other.count, Math.addExact(minor, other.minor));
        }
    }

    private final Map<Part, Sum> parts = new EnumMap<>(Part.class);

    void add(Part part, Sum sum) {
        parts.merge(part, sum, Sum::plus);
    }

    void add(Sums other) {
        other.parts.forEach(this::add);
    }

    Sum of(Part part) {
        return parts.getOrDefault(part, Sum.NONE);
    }

    /** Closed and committed: what is promised. */
    long forecast() {
        return of(Part.CLOSED).minor() + of(Part.COMMIT).minor();
    }

    /** What is promised, and the best case. */
    long best() {
        return forecast() + of(Part.BEST_CASE).minor();
    }

    boolean isEmpty() {
        return parts.entrySet().stream()
                .allMatch(part -> part.getKey() == Part.LOST || part.getValue().count() == 0);
    }
}
