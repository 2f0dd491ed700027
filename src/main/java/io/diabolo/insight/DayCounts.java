package io.diabolo.insight;

import org.jspecify.annotations.Nullable;

/** How many journeys took how many days, negative ones too: any percentile of it is exact. */
final class DayCounts {
    /** Between the two ends of what a day of {@link Columns} can be. */
    private static final int REACH = 2 * Short.MAX_VALUE + 2;
    /** Most take less than this either way; the rest of the counts is made when somebody needs it. */
    private static final int USUAL = 2_000;

    private int reach = USUAL;
    private int[] counts = new int[2 * USUAL + 1];
    private long all;
    private long negative;

    void add(int days) {
        if (days < -reach || days > reach) {
            var wider = new int[2 * REACH + 1];
            System.arraycopy(counts, 0, wider, REACH - reach, counts.length);
            counts = wider;
            reach = REACH;
        }
        counts[days + reach]++;
        all++;
        if (days < 0) {
            negative++;
        }
    }

    long all() {
        return all;
    }

    long negative() {
        return negative;
    }

    /** As SQL's percentile_cont: between two neighbours in proportion. Null of nothing. */
    @Nullable
    Double percentile(double share) {
        if (all == 0) {
            return null;
        }
        var place = share * (all - 1);
        var below = (long) Math.floor(place);
        var lower = at(below);
        var upper = place > below ? at(below + 1) : lower;
        return lower + (upper - lower) * (place - below);
    }

    private double at(long place) {
        long seen = 0;
        for (var i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > place) {
                return i - reach;
            }
        }
        throw new IllegalStateException("place " + place + " of " + all);
    }
}
