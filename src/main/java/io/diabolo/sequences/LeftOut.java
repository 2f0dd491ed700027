package io.diabolo.sequences;

import java.util.Locale;

/** Why a lead wasn't enrolled; in the order in which it is said. */
public enum LeftOut {
    /** It isn't there, or the member can't see it. */
    UNKNOWN,
    /** It is decided on already, or kept for later. */
    CLOSED,
    NO_PERSON,
    /** Runs through a sequence now. */
    RUNNING,
    /** Ran through this one before. */
    BEFORE,
    OPTED_OUT,
    /** Someone at home, without the consent that this takes. */
    NO_BASIS,
    NO_ADDRESS,
    /** A server said that the address doesn't exist. */
    UNREACHABLE,
    CUSTOMER,
    OPPORTUNITY,
    RECENT,
    CLAIMED;

    /** In the API, files and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
