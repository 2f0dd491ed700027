package io.diabolo.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a customer in danger: tasks, in order.
 *
 * @param key by which rules name it
 * @param own whether the workspace wrote it, or changed one that comes with Diabolo
 * @param version 0: as it comes with Diabolo
 */
record Playbook(String key, String name, List<Task> tasks, boolean own, int version) {
    static final int MOST_TASKS = 8;

    /**
     * @param who does it: {@code csm}, {@code am}, or {@code owner}, whose company it is
     * @param days after the risk was seen
     */
    record Task(String subject, String who, int days) {
        static final List<String> WHO = List.of("csm", "am", "owner");
    }

    /** As it was typed; {@code days} may be anything. */
    record Typed(String subject, String who, String days) {
        boolean isEmpty() {
            return subject.isBlank();
        }

        /** Null where it isn't a number of days. */
        @Nullable
        Integer number() {
            return days.strip().matches("[0-9]{1,3}") ? Integer.valueOf(days.strip()) : null;
        }
    }
}
