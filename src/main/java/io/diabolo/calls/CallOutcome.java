package io.diabolo.calls;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a call: each has its key, and a time before which nobody calls again. */
public enum CallOutcome {
    ANSWERED("1", Duration.ofDays(3)),
    NO_ANSWER("2", Duration.ofHours(3)),
    VOICEMAIL("3", Duration.ofDays(1)),
    BUSY("4", Duration.ofMinutes(30)),
    CALL_BACK("5", Duration.ofDays(1)),
    MEETING("6", Duration.ofDays(30)),
    NOT_INTERESTED("7", Duration.ofDays(30)),
    WRONG_NUMBER("8", Duration.ofDays(1)),
    /** No call: somebody else comes first. */
    SKIPPED("0", Duration.ofHours(1));

    private final String key;
    private final Duration pause;

    CallOutcome(String key, Duration pause) {
        this.key = key;
        this.pause = pause;
    }

    /** By its id. */
    public static Optional<CallOutcome> named(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    /** In tables, the API and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the keyboard that says it. */
    public String key() {
        return key;
    }

    /** How long the lead rests after it. */
    public Duration pause() {
        return pause;
    }
}
