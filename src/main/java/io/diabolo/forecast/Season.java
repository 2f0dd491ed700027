package io.diabolo.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How much more, or less, is won in the first, second and third month of a quarter than the deals' own course lets expect:
 * where sellers are paid by the quarter, its end is strong and the next one's beginning weak. Learned from the workspace's own
 * months, as a random effect: what few months say, or what differs no more than months of one place do among each other, is
 * shrunk towards no season at all (empirical Bayes for a one-way layout; Searle, Casella, McCulloch, Variance Components,
 * §3.4 and §9.3). A season moves what is won within the quarter and adds nothing to it: the three are 1 on average. How sure
 * it is comes with it.
 *
 * @param mean by place in the quarter; 1 is as usual
 * @param spread how well that is known, as a standard deviation
 */
record Season(double[] mean, double[] spread) {
    private static final int PLACES = 3;
    /** A month of fewer expected wins says nothing. */
    private static final double FEWEST = 3;
    /** What is believed of months before any was seen, and as how many months that counts. */
    private static final double USUAL = .1 * .1;

    private static final int USUAL_WEIGHT = 2;
    /** Nobody's season is stronger than that either way. */
    private static final double WEAKEST = .2;

    private static final double STRONGEST = 3;

    static Season even() {
        return new Season(new double[] {1, 1, 1}, new double[PLACES]);
    }

    static int place(int day) {
        return (LocalDate.ofEpochDay(day).getMonthValue() - 1) % PLACES;
    }

    double factor(int day) {
        return mean[place(day)];
    }

    private record Month(int place, double came, double expected) {
        double ratio() {
            return came / expected;
        }
    }

    static Season of(Unrest.Past past) {
        var months = months(past);
        var came = new double[PLACES];
        var expected = new double[PLACES];
        var seen = new int[PLACES];
        for (var month : months) {
            came[month.place()] += month.came();
            expected[month.place()] += month.expected();
            seen[month.place()]++;
        }
        var within = USUAL * USUAL_WEIGHT;
        double free = USUAL_WEIGHT;
        for (var month : months) {
            var off = month.ratio() - came[month.place()] / expected[month.place()];
            within += off * off - 1 / month.expected();
        }
        for (var count : seen) {
            free += Math.max(0, count - 1);
        }
        within = Math.max(USUAL / 10, within / free);
        var noise = new double[PLACES];
        var between = USUAL * USUAL_WEIGHT;
        double places = USUAL_WEIGHT;
        for (var place = 0; place < PLACES; place++) {
            if (seen[place] > 0) {
                noise[place] = within / seen[place] + 1 / expected[place];
                var off = came[place] / expected[place] - 1;
                between += off * off - noise[place];
                places++;
            }
        }
        between = Math.max(0, between / places);
        return shrunk(came, expected, seen, noise, between);
    }

    private static Season shrunk(double[] came, double[] expected, int[] seen, double[] noise, double between) {
        var mean = new double[PLACES];
        var spread = new double[PLACES];
        for (var place = 0; place < PLACES; place++) {
            var believed = seen[place] == 0 || between == 0 ? 0 : between / (between + noise[place]);
            mean[place] = believed == 0 ? 1 : 1 + believed * (came[place] / expected[place] - 1);
            spread[place] = Math.sqrt(between * (1 - believed));
        }
        var level = Arrays.stream(mean).average().orElse(1);
        for (var place = 0; place < PLACES; place++) {
            mean[place] /= level;
        }
        return new Season(mean, spread);
    }

    private static List<Month> months(Unrest.Past past) {
        var months = new ArrayList<Month>();
        var came = 0.0;
        var expected = 0.0;
        for (var ago = past.days() - 1; ago >= 0; ago--) {
            came += past.came()[ago];
            expected += past.expected()[ago];
            var on = past.day() - ago;
            if (ago == 0 || LocalDate.ofEpochDay(on).plusDays(1).getDayOfMonth() == 1) {
                if (expected >= FEWEST) {
                    months.add(new Month(place(on), came, expected));
                }
                came = 0;
                expected = 0;
            }
        }
        return months;
    }

    /** As it may really be. */
    Season drawn(RandomGenerator chance) {
        var one = new double[PLACES];
        for (var place = 0; place < PLACES; place++) {
            one[place] = Math.clamp(mean[place] + spread[place] * chance.nextGaussian(), WEAKEST, STRONGEST);
        }
        return new Season(one, new double[PLACES]);
    }

    /**
     * What the season makes of each day ahead.
     *
     * @param won by days from today on, the first being tomorrow
     */
    record Ahead(double[] won, double[] lost) {
        static final Ahead EVEN = new Ahead(new double[] {1}, new double[] {1});

        static Ahead of(Season winning, Season losing, int day, int span) {
            var won = new double[Math.max(1, span)];
            var lost = new double[won.length];
            for (var i = 0; i < won.length; i++) {
                won[i] = winning.factor(day + 1 + i);
                lost[i] = losing.factor(day + 1 + i);
            }
            return new Ahead(won, lost);
        }

        double won(int on) {
            return won[Math.clamp(on - 1, 0, won.length - 1)];
        }

        double lost(int on) {
            return lost[Math.clamp(on - 1, 0, lost.length - 1)];
        }
    }
}
