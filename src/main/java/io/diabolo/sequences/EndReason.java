package io.diabolo.sequences;

import java.util.Locale;

/** Why a run ended before its last step, or stands still. */
public enum EndReason {
    /** A human answered. */
    ANSWERED,
    /** The address doesn't exist. */
    BOUNCED,
    OPTED_OUT,
    MEETING,
    QUALIFIED,
    DISQUALIFIED,
    /** Kept for later. */
    NURTURING,
    /** The lead or its person is gone. */
    GONE,
    /** The mail module refuses it. */
    REFUSED,
    BY_HAND,
    /** Its sequence was put away. */
    ARCHIVED,
    UNDONE,
    /** Stands still: a variable of the text has neither value nor fallback. */
    MISSING,
    /** Stands still: the member has no mailbox. */
    NO_MAILBOX,
    /** Stands still: who wrote has left, and nobody has the lead. */
    OWNER_LEFT,
    /** Waits until they are back. */
    AWAY,
    /** Waits: something went wrong, it is tried again. */
    TROUBLE;

    /** In tables, the API and texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
