package io.diabolo.sequences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a sequence may do: only an active one takes leads in and goes on with them. */
public enum SequenceState {
    DRAFT,
    ACTIVE,
    PAUSED,
    ARCHIVED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SequenceState> named(String id) {
        return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
    }

    /** An archived one is read and copied; it isn't begun again. */
    boolean canBecome(SequenceState next) {
        return switch (this) {
            case DRAFT -> next == ACTIVE || next == ARCHIVED;
            case ACTIVE -> next == PAUSED || next == ARCHIVED;
            case PAUSED -> next == ACTIVE || next == ARCHIVED;
            case ARCHIVED -> false;
        };
    }
}
