package io.diabolo.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * How much more deals are won in some weeks than in others than season and chance alone would make it: a good campaign,
 * holidays, a market that turns. All deals of such a time share its luck.
 *
 * @param spread standard deviation of won ÷ expected from block to block, less what chance accounts for
 * @param blocks in how many that was seen: of few it is itself hardly known
 */
record Unrest(double spread, double blocks) {
    private static final int BLOCK = 28;
    private static final int SHORTEST = 7;
    private static final int PHASES = 4;
    private static final int MOST_BLOCKS = 26;
    /** What a calm history is still taken for, and as how many blocks that counts. */
    private static final double USUAL = .12 * .12;

    private static final int USUAL_WEIGHT = 2;
    /** A block of fewer expected wins says nothing. */
    private static final double FEWEST = 3;

    /**
     * What was won and what was expected, by days ago.
     *
     * @param days for which anything is known
     */
    record Past(int day, int days, double[] came, double[] expected) {
        static Past of(List<PastDeal> deals, int day, boolean winning) {
            var first = deals.stream()
                    .filter(deal -> deal.opened() <= day)
                    .mapToInt(PastDeal::over)
                    .min()
                    .orElse(day);
            var days = Math.clamp(day - (long) first + 1, 0, MOST_BLOCKS * BLOCK);
            var weights = new int[deals.size()];
            Arrays.fill(weights, 1);
            var came = new double[days];
            for (var deal : deals) {
                var ago = day - (long) deal.over();
                if (deal.won() == winning && ago >= 0 && ago < days && deal.opened() <= deal.over()) {
                    came[(int) ago]++;
                }
            }
            return new Past(day, days, came, Course.of(deals, day, weights).expected(deals, day, days, winning));
        }
    }

    /**
     * In blocks as long as what is ahead, at most four weeks. It isn't made smaller for a longer rest of the period, as it would
     * be if each four weeks were a draw of their own: times last, and a weak month is mostly followed by a weak one. In the
     * back-tests that made the range too narrow.
     */
    static Unrest of(Past past, Season season, int span) {
        var block = Math.clamp(span, SHORTEST, BLOCK);
        var sum = USUAL * USUAL_WEIGHT;
        double counted = USUAL_WEIGHT;
        // Begun on four days, for where the blocks are cut matters.
        for (var phase = 0; phase < PHASES; phase++) {
            var skipped = phase * block / PHASES;
            for (var end = skipped; end + block <= past.days(); end += block) {
                var came = 0.0;
                var expected = 0.0;
                for (var ago = end; ago < end + block; ago++) {
                    came += past.came()[ago];
                    expected += past.expected()[ago] * season.factor(past.day() - ago);
                }
                if (expected >= FEWEST) {
                    var off = came / expected - 1;
                    sum += (off * off - 1 / expected) / PHASES;
                    counted += 1.0 / PHASES;
                }
            }
        }
        return new Unrest(Math.sqrt(Math.max(0, sum / Math.max(USUAL_WEIGHT, counted))), counted);
    }
}
