package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * The course of a deal as far as statistics ask, in days since 1970.
 *
 * @param entered when it entered discovery, proposal and closing; {@link #NEVER} where it didn't, or nobody knows
 * @param over when it was won or lost; {@link #NEVER} while it is open
 * @param minor what it is worth in minor units; 0 where nobody said
 * @param renewal whether it renews what was signed before: such deals go their own way
 */
record PastDeal(@Nullable MemberId owner, int[] entered, int over, boolean won, long minor, boolean renewal) {
    static final int NEVER = Integer.MAX_VALUE;
    static final int STAGES = 3;

    /** Something that is sold anew. */
    PastDeal(@Nullable MemberId owner, int[] entered, int over, boolean won, long minor) {
        this(owner, entered, over, won, minor, false);
    }

    /** The first day that is known of it; {@link #NEVER} where none is. */
    int opened() {
        return Math.min(entered[0], Math.min(entered[1], entered[2]));
    }

    /** It was there on the day, and neither won nor lost. */
    boolean isOpen(int day) {
        return opened() <= day && over > day;
    }

    /** The furthest stage that it had reached by then; -1 where it wasn't there. */
    int stage(int day) {
        for (var stage = STAGES - 1; stage >= 0; stage--) {
            if (entered[stage] <= day) {
                return stage;
            }
        }
        return -1;
    }
}
