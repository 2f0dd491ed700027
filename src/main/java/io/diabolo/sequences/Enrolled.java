package io.diabolo.sequences;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The answer to "enrol these". */
public sealed interface Enrolled {
    /** @param changeSet what can be taken back, as long as nothing has left */
    record Done(UUID changeSet, long enrolled, Map<LeftOut, Long> left) implements Enrolled {}

    /** They are many: a job does it. */
    record Begun(UUID job) implements Enrolled {}

    /**
     * What would be done; nothing was.
     *
     * @param named the first of those that would be left out
     */
    record Look(long total, long enrolled, Map<LeftOut, Long> left, List<Named> named) implements Enrolled {}

    /** One that would be left out, and why. */
    record Named(UUID lead, String name, LeftOut why) {}
}
