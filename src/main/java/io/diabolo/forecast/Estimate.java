package io.diabolo.forecast;

/**
 * What statistics expect a period to bring, in minor units: with a chance of 10, 50 and 90 % it is no more than that.
 *
 * @param closed what was won in the period up to the day
 * @param open what of the deals that are open is expected to be won in the rest of it, on average
 * @param fresh the same of deals that aren't there yet
 * @param deals how many deals are open
 * @param decided how many deals the statistics are made of
 */
record Estimate(
        long low, long middle, long high, long closed, long open, long fresh, int deals, int decided, int wins) {
    /** Below that chance has more to say than history. */
    static final int FEWEST_DECIDED = 30;

    static final int FEWEST_WON = 10;

    boolean isEnough() {
        return decided >= FEWEST_DECIDED && wins >= FEWEST_WON;
    }
}
