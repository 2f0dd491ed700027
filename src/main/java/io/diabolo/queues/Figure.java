package io.diabolo.queues;

import java.util.List;

/**
 * A figure by which a role is measured: what it is called, counts and comes from are the texts {@code figure.<id>},
 * {@code figure.<id>.formula} and {@code figure.<id>.source}.
 *
 * @param desks the roles that are measured by it
 * @param less whether a smaller value is the better one, as with a time or a cost
 */
public record Figure(String id, Unit unit, List<String> desks, boolean less) {
    /** What a value counts. */
    public enum Unit {
        COUNT,
        /** Between 0 and 1. */
        SHARE,
        /** One decimal, such as touches per meeting. */
        RATIO,
        /** Working minutes. */
        MINUTES,
        /** In the workspace's currency, major units. */
        MONEY;

        /** In the API. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Figure(String id, Unit unit, List<String> desks) {
        this(id, unit, desks, false);
    }
}
