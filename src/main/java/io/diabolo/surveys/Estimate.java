package io.diabolo.surveys;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a survey, and how far chance alone may move it: with 95 % confidence the value of all who could have answered
 * lies within {@code margin} of it, as far as those who answered stand for them.
 *
 * <ul>
 *   <li>NPS = 100 (p − d), p the share of promoters and d that of detractors. An answer is +1, 0 or −1, so its variance is
 *       p + d − (p − d)². Margin: 1.96 · 100 · √(var / n), taken over counts with ¾ added to promoters and to detractors
 *       and 3 to n (adjusted Wald), which holds for few answers too: B. Rocks, "Interval Estimation for the Net Promoter
 *       Score", The American Statistician 70 (2016); J. Lewis, J. Sauro, MeasuringU, January 2021.
 *   <li>CSAT = 100 s, s the share of 4 and 5. Margin: 1.96 · 100 · √(s (1 − s) / n), with 2 added to those and 4 to n:
 *       A. Agresti, B. Coull, The American Statistician 52 (1998).
 *   <li>CES is the mean of 1 to 7. Margin: 1.96 · s / √n, s the standard deviation of the sample; none under two answers.
 * </ul>
 *
 * @param value null when nobody answered
 * @param margin half of the interval, in the unit of the value; null when nothing can be said
 */
record Estimate(@Nullable Double value, @Nullable Double margin) {
    private static final double Z = 1.96;

    /**
     * What was answered.
     *
     * @param happy and {@code unhappy}: how many of them, as {@link SurveyKind} draws the line
     * @param sum of the scores, and {@code squares} of their squares
     */
    record Counts(long answers, long happy, long unhappy, long sum, long squares) {}

    static Estimate of(SurveyKind kind, Counts counts) {
        if (counts.answers() == 0) {
            return new Estimate(null, null);
        }
        return switch (kind) {
            case NPS -> net(counts);
            case CSAT -> share(counts);
            case CES -> mean(counts);
        };
    }

    private static Estimate net(Counts counts) {
        var n = counts.answers() + 3.0;
        var promoters = (counts.happy() + 0.75) / n;
        var detractors = (counts.unhappy() + 0.75) / n;
        var net = promoters - detractors;
        return new Estimate(
                100.0 * (counts.happy() - counts.unhappy()) / counts.answers(),
                100 * Z * Math.sqrt((promoters + detractors - net * net) / n));
    }

    private static Estimate share(Counts counts) {
        var n = counts.answers() + 4.0;
        var share = (counts.happy() + 2) / n;
        return new Estimate(100.0 * counts.happy() / counts.answers(), 100 * Z * Math.sqrt(share * (1 - share) / n));
    }

    private static Estimate mean(Counts counts) {
        double n = counts.answers();
        var mean = counts.sum() / n;
        if (counts.answers() < 2) {
            return new Estimate(mean, null);
        }
        var variance = Math.max(0, (counts.squares() - n * mean * mean) / (n - 1));
        return new Estimate(mean, Z * Math.sqrt(variance / n));
    }
}
