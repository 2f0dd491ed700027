package io.diabolo.acquisition;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two shares compared. Each share's interval is Wilson's score interval; that of their difference is Newcombe's hybrid of
 * the two (R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10): right for few trials too, where the usual
 * normal approximation isn't.
 */
record Proportions(Share control, Share test, double difference, double low, double high) {
    /** The two-sided 95% point of the normal distribution. */
    private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

    record Share(long successes, long trials, double value, double low, double high) {
        /** @param trials at least one */
        static Share of(long successes, long trials) {
            var n = (double) trials;
            var p = successes / n;
            var z2 = Z * Z;
            var middle = p + z2 / (2 * n);
            var half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
            var whole = 1 + z2 / n;
            return new Share(
                    successes, trials, p, Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole));
        }
    }

    static Proportions of(Share control, Share test) {
        var difference = test.value() - control.value();
        return new Proportions(
                control,
                test,
                difference,
                difference - Math.hypot(test.value() - test.low(), control.high() - control.value()),
                difference + Math.hypot(test.high() - test.value(), control.value() - control.low()));
    }

    /** better, worse, or open: then chance alone could have done it. */
    String verdict() {
        return low > 0 ? "better" : high < 0 ? "worse" : "open";
    }
}
