package io.diabolo.meetings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a meeting is for. */
public enum MeetingKind {
    DISCOVERY(30),
    DEMO(45),
    CLOSING(45),
    REVIEW(45),
    VISIT(60);

    private final int minutes;

    MeetingKind(int minutes) {
        this.minutes = minutes;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(MeetingKind::id).toList();
    }

    static Optional<MeetingKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** In tables, the API and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long it usually takes. */
    int minutes() {
        return minutes;
    }

    /** Whether a qualified lead goes over to the host with it. */
    boolean opensSale() {
        return this == DISCOVERY || this == DEMO;
    }
}
