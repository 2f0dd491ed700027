package io.diabolo.organisation;

import java.util.SplittableRandom;

/** What chance does in one run of the {@link Simulation}. */
final class Luck {
    private static final int FEWEST = 30;
    private final long seed;
    private SplittableRandom chance;
    private final double[] conversions;
    private final double spread;

    Luck(long seed, Assumptions assumptions) {
        this.seed = seed;
        this.chance = new SplittableRandom(seed);
        this.spread = assumptions.value(Assumptions.SPREAD);
        this.conversions = new double[Assumptions.FLOW.size()];
        for (var i = 0; i < conversions.length; i++) {
            var value = assumptions.get(Assumptions.conversion(Assumptions.FLOW.get(i)));
            // A share seen on few journeys is hardly known: standard error of a proportion; typed in or usual, of
            // thirty.
            var seen = Math.max(FEWEST, value.count());
            var share = value.value();
            var error = Math.sqrt(share * (1 - share) / seen);
            conversions[i] = Math.clamp(share + error * chance.nextGaussian(), 0, 1);
        }
    }

    /** Draws anew for each month and stage, so that one more draw somewhere doesn't change all that follow. */
    void turn(int month, int at) {
        chance = new SplittableRandom(seed * 1_000_003 + month * 101L + at);
    }

    double conversion(int i) {
        return conversions[i];
    }

    /** By the normal distribution where the mean is large. */
    double poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > 30) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * chance.nextGaussian()));
        }
        var limit = Math.exp(-mean);
        var n = -1;
        var product = 1.0;
        do {
            n++;
            product *= chance.nextDouble();
        } while (product > limit);
        return n;
    }

    /** How many of these; a part of one is one by chance. */
    double binomial(double many, double share) {
        var whole = (long) many;
        if (chance.nextDouble() < many - whole) {
            whole++;
        }
        if (share <= 0 || whole == 0) {
            return 0;
        }
        if (share >= 1) {
            return whole;
        }
        if (whole > 40) {
            var mean = whole * share;
            return Math.clamp(
                    Math.rint(mean + Math.sqrt(mean * (1 - share)) * chance.nextGaussian()), 0, (double) whole);
        }
        var n = 0;
        for (var i = 0; i < whole; i++) {
            if (chance.nextDouble() < share) {
                n++;
            }
        }
        return n;
    }

    /** The sum of so many signatures. */
    double amounts(double many, double mean) {
        return Math.max(0, many * mean + Math.sqrt(many) * mean * spread * chance.nextGaussian());
    }
}
