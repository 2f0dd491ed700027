package io.diabolo.queues;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why an entry is put off; the label of one is the text {@code queue.snooze.reason.<id>}. */
public enum SnoozeReason {
    WAITING,
    ASKED_LATER,
    UNREACHABLE,
    NOT_READY,
    OTHER_FIRST;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SnoozeReason> named(String id) {
        return Arrays.stream(values()).filter(reason -> reason.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(SnoozeReason::id).toList();
    }
}
