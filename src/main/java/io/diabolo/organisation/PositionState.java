package io.diabolo.organisation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far a position is. */
public enum PositionState {
    /** Somebody holds it. */
    FILLED,
    /** Somebody is looked for. */
    OPEN,
    /** It is in the plan, and nobody is looked for yet. */
    PLANNED;

    /** In tables, the API and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(PositionState::id).toList();
    }

    static PositionState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
