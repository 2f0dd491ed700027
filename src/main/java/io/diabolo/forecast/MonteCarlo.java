package io.diabolo.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays the rest of a period many times. Each open deal is won by the chance that its stage and its time there give it
 * ({@link Course}); deals that aren't there yet come as they came in the last weeks. How sure the history itself is, is
 * played too: each batch of runs draws its history anew from the deals (a bootstrap). One seed, one answer.
 */
final class MonteCarlo {
    /** Each with a history of its own. */
    private static final int BATCHES = 40;
    /** The largest deals are played one by one, the many small ones together by their mean and spread. */
    private static final int ONE_BY_ONE = 2_000;

    private static final int WEEKS = 13;

    private final List<PastDeal> history;
    private final int day;
    private final int runs;
    private final SplittableRandom chance;
    private final long[] wonAmounts;
    private final boolean amountsTold;

    /** @param amountsTold whether what an open deal is worth can be believed; else it is drawn from those won */
    MonteCarlo(List<PastDeal> history, int day, int runs, long seed, boolean amountsTold) {
        this.history = history;
        this.day = day;
        this.runs = Math.max(BATCHES, runs);
        this.chance = new SplittableRandom(seed);
        this.amountsTold = amountsTold;
        this.wonAmounts = history.stream()
                .filter(deal -> deal.won() && deal.over() <= day && deal.over() > day - 365 && deal.minor() > 0)
                .mapToLong(PastDeal::minor)
                .toArray();
    }

    /** What is known and isn't: the deals, and what was won already. */
    record Question(List<PastDeal> open, int undated, int[] arrivals, long closed, int lastDay) {}

    /** How many deals were opened in each of the last weeks before the day, the newest last. */
    static int[] arrivals(List<PastDeal> deals, int day) {
        var first = deals.stream().mapToInt(PastDeal::opened).min().orElse(day);
        var weeks = Math.clamp((day - first) / 7, 1, WEEKS);
        var all = new int[weeks];
        for (var deal : deals) {
            var ago = (day - deal.opened()) / 7;
            if (deal.opened() <= day && ago < weeks) {
                all[weeks - 1 - ago]++;
            }
        }
        return all;
    }

    /**
     * Renewals go on and are won in a way of their own: once there are enough of both, they are learned and played apart from
     * what is sold anew, and each run adds the two. Until then one history serves both.
     *
     * @param history of everybody, from which is learned
     * @param own whose period it is
     * @param closed what was won in the period up to the day
     */
    static Estimate apart(
            List<PastDeal> history,
            List<PastDeal> own,
            int day,
            long closed,
            int lastDay,
            int runs,
            long seed,
            boolean amountsTold) {
        var renewals = new MonteCarlo(kind(history, true), day, runs, seed ^ 1, amountsTold);
        var others = new MonteCarlo(kind(history, false), day, runs, seed, amountsTold);
        var whole = new MonteCarlo(history, day, runs, seed, amountsTold);
        var all = question(own, day, closed, lastDay);
        return lastDay > day && renewals.isEnough() && others.isEnough()
                ? whole.said(
                        all,
                        others.played(question(kind(own, false), day, 0, lastDay)),
                        renewals.played(question(kind(own, true), day, 0, lastDay)))
                : whole.of(all);
    }

    static List<PastDeal> kind(List<PastDeal> deals, boolean renewal) {
        return deals.stream().filter(deal -> deal.renewal() == renewal).toList();
    }

    private static Question question(List<PastDeal> deals, int day, long closed, int lastDay) {
        return new Question(
                deals.stream().filter(deal -> deal.isOpen(day)).toList(),
                (int) deals.stream()
                        .filter(deal -> deal.opened() == PastDeal.NEVER && deal.over() == PastDeal.NEVER)
                        .count(),
                arrivals(deals, day),
                closed,
                lastDay);
    }

    /** Run by run, with what of it was open and what came, on average. */
    private record Played(double[] outcomes, double[] mean) {}

    private int decided() {
        return (int) history.stream()
                .filter(deal -> deal.over() <= day && deal.opened() <= day)
                .count();
    }

    private int wins() {
        return (int) history.stream()
                .filter(deal -> deal.won() && deal.over() <= day && deal.opened() <= day)
                .count();
    }

    private boolean isEnough() {
        return decided() >= Estimate.FEWEST_DECIDED && wins() >= Estimate.FEWEST_WON && wonAmounts.length > 0;
    }

    private Played played(Question question) {
        var past = Unrest.Past.of(history, day, true);
        var winning = Season.of(past);
        var losing = Season.of(Unrest.Past.of(history, day, false));
        var unrest = Unrest.of(past, winning, question.lastDay() - day);
        var outcomes = new double[runs / BATCHES * BATCHES];
        var mean = new double[2];
        for (var batch = 0; batch < BATCHES; batch++) {
            play(question, winning, losing, unrest, outcomes, batch * (runs / BATCHES), mean);
        }
        return new Played(outcomes, mean);
    }

    private Estimate said(Question question, Played... games) {
        var outcomes = new double[runs / BATCHES * BATCHES];
        var open = 0.0;
        var fresh = 0.0;
        for (var game : games) {
            for (var run = 0; run < outcomes.length; run++) {
                outcomes[run] += game.outcomes()[run];
            }
            open += game.mean()[0];
            fresh += game.mean()[1];
        }
        Arrays.sort(outcomes);
        return new Estimate(
                question.closed() + at(outcomes, .1),
                question.closed() + at(outcomes, .5),
                question.closed() + at(outcomes, .9),
                question.closed(),
                Math.round(open / outcomes.length),
                Math.round(fresh / outcomes.length),
                question.open().size() + question.undated(),
                decided(),
                wins());
    }

    Estimate of(Question question) {
        return question.lastDay() > day && isEnough()
                ? said(question, played(question))
                : new Estimate(
                        question.closed(),
                        question.closed(),
                        question.closed(),
                        question.closed(),
                        0,
                        0,
                        question.open().size() + question.undated(),
                        decided(),
                        wins());
    }

    private static long at(double[] sorted, double share) {
        return Math.round(sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))]);
    }

    private void play(
            Question question,
            Season winning,
            Season losing,
            Unrest unrest,
            double[] outcomes,
            int from,
            double[] mean) {
        var span = question.lastDay() - day;
        var ahead = Season.Ahead.of(winning.drawn(chance), losing.drawn(chance), day, span);
        var within = Course.of(history, day, redrawn()).within(span, ahead);
        var open = chances(question, within);
        var fresh = expectedFresh(question.arrivals(), within, span);
        var spread = drawn(unrest);
        for (var run = from; run < from + outcomes.length / BATCHES; run++) {
            var won = open.play(this);
            var came = 0.0;
            for (var n = poisson(fresh); n > 0; n--) {
                came += amount();
            }
            // All deals of a run share its luck: good times and bad ones, which the deals alone don't show.
            var luck = Math.exp(spread * chance.nextGaussian() - spread * spread / 2);
            outcomes[run] = (won + came) * luck;
            mean[0] += won;
            mean[1] += came;
        }
    }

    /**
     * The spread as it may really be: seen in few blocks it is hardly known. Drawn for each batch from its posterior, a scaled
     * inverse χ² with as many degrees of freedom as there were blocks (Gelman et al., Bayesian Data Analysis, 3rd ed., §3.2);
     * over all batches the luck then has the longer tails of Student's t.
     */
    private double drawn(Unrest unrest) {
        var freedom = (int) Math.max(2, Math.round(unrest.blocks()));
        var squares = 0.0;
        for (var i = 0; i < freedom; i++) {
            var one = chance.nextGaussian();
            squares += one * one;
        }
        // Of two blocks almost anything could be believed; more than a factor e either way isn't.
        return Math.min(1, unrest.spread() * Math.sqrt(freedom / Math.max(squares, 1e-3)));
    }

    /** How often each deal counts in this batch. */
    private int[] redrawn() {
        var weights = new int[history.size()];
        for (var i = 0; i < weights.length; i++) {
            weights[chance.nextInt(weights.length)]++;
        }
        return weights;
    }

    private Chances chances(Question question, Course.Within within) {
        var all = question.open().size() + question.undated();
        var chances = new double[all];
        var amounts = new long[all];
        var average = Arrays.stream(wonAmounts).average().orElse(0);
        var i = 0;
        for (var deal : question.open()) {
            chances[i] = within.wins(deal, day);
            amounts[i++] = amountsTold ? deal.minor() : 0;
        }
        for (; i < all; i++) {
            chances[i] = within.wins();
        }
        return new Chances(chances, amounts, average);
    }

    private double expectedFresh(int[] arrivals, Course.Within within, int span) {
        var drawn = 0.0;
        for (var week = 0; week < arrivals.length; week++) {
            drawn += arrivals[chance.nextInt(arrivals.length)];
        }
        var rate = drawn / arrivals.length / 7;
        var wins = 0.0;
        for (var in = 1; in <= span; in++) {
            wins += rate * within.winsOpenedIn(in);
        }
        return wins;
    }

    private double amount() {
        return wonAmounts[chance.nextInt(wonAmounts.length)];
    }

    /** By the normal distribution where the mean is large. */
    private int poisson(double mean) {
        if (mean > 60) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.nextGaussian()));
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

    /** The open deals: those that matter one by one, the others as a sum. */
    private static final class Chances {
        private final double[] chances;
        private final long[] amounts;
        private final int counted;
        private final double restMean;
        private final double restSpread;

        private Chances(double[] chances, long[] amounts, double average) {
            var order = java.util.stream.IntStream.range(0, chances.length)
                    .filter(i -> chances[i] > 0)
                    .boxed()
                    .sorted(java.util.Comparator.comparingDouble(i -> -(amounts[i] > 0 ? amounts[i] : average)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.counted = Math.min(ONE_BY_ONE, order.length);
            this.chances = new double[counted];
            this.amounts = new long[counted];
            var mean = 0.0;
            var variance = 0.0;
            for (var place = 0; place < order.length; place++) {
                var i = order[place];
                if (place < counted) {
                    this.chances[place] = chances[i];
                    this.amounts[place] = amounts[i];
                } else {
                    var worth = amounts[i] > 0 ? amounts[i] : average;
                    mean += chances[i] * worth;
                    variance += chances[i] * (1 - chances[i]) * worth * worth;
                }
            }
            this.restMean = mean;
            this.restSpread = Math.sqrt(variance);
        }

        private double play(MonteCarlo game) {
            var won = restSpread == 0 ? restMean : Math.max(0, restMean + restSpread * game.chance.nextGaussian());
            for (var i = 0; i < counted; i++) {
                if (game.chance.nextDouble() < chances[i]) {
                    won += amounts[i] > 0 ? amounts[i] : game.amount();
                }
            }
            return won;
        }
    }
}
