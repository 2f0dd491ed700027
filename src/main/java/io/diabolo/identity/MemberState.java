package io.diabolo.identity;

import java.util.Locale;

/** How far a member is: named by a file, invited, signing in, or gone. */
public enum MemberState {
    PLACEHOLDER,
    INVITED,
    ACTIVE,
    LEFT;

    /** The value in tables and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MemberState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
