package io.diabolo.organisation;

import io.diabolo.roles.CanonicalRole;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * People who start, or, with a negative count, who leave.
 *
 * @param count full-time, negative for those who leave
 * @param ramp months until they do all that somebody experienced does
 */
record Hire(CanonicalRole role, double count, YearMonth start, int ramp) {

    /**
     * How much of an experienced person each of them is in a month. Output grows evenly from nothing on the first day to all at
     * the end of the last month of ramp-up; a month counts by its middle: with three months 1/6, 1/2, 5/6, then 1. Who leaves
     * is gone at once.
     */
    double output(YearMonth month) {
        var since = start.until(month, ChronoUnit.MONTHS);
        if (since < 0) {
            return 0;
        }
        return count < 0 || since >= ramp ? 1 : (since + .5) / ramp;
    }

    /** In full-time experienced people. */
    double strength(YearMonth month) {
        return count * output(month);
    }
}
