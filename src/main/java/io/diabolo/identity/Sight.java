package io.diabolo.identity;

import java.util.Locale;

/** Whose records a member is given to see; {@link Actors} works out who that is today. */
public enum Sight {
    OWN,
    TEAM,
    REPORTS,
    ALL;

    /** The value in tables and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sight of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
