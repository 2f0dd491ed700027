package io.diabolo.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the statistics would have said in the past, from what was known on the day, against what came.
 *
 * @param trials the oldest first
 */
record BackTest(List<Trial> trials) {
    private static final int RUNS = 2_000;

    /**
     * @param day on which it would have been said
     * @param came what was won in the whole period
     */
    record Trial(Period period, LocalDate day, Estimate said, long came) {
        /** Of the middle value against what came; null where nothing came. */
        @Nullable
        Double error() {
            return came == 0 ? null : Double.valueOf((double) (said.middle() - came) / came);
        }

        boolean isWithin() {
            return came >= said.low() && came <= said.high();
        }
    }

    static BackTest of(List<PastDeal> deals, List<LocalDate> days, List<Period> periods, long seed) {
        var told = amountsTold(deals);
        var trials = new ArrayList<Trial>();
        for (var period : periods) {
            for (var day : days) {
                if (!day.isBefore(period.from().minusDays(1))
                        && day.isBefore(period.to().minusDays(1))) {
                    var trial = trial(deals, period, day, told, seed);
                    if (trial.said().isEnough()) {
                        trials.add(trial);
                    }
                }
            }
        }
        return new BackTest(trials);
    }

    /** Where lost deals are worth nothing in the books, what a deal is worth was only written down once it was won. */
    private static boolean amountsTold(List<PastDeal> deals) {
        var lost = deals.stream().filter(deal -> !deal.won() && deal.over() != PastDeal.NEVER);
        var counts = new long[2];
        lost.forEach(deal -> counts[deal.minor() > 0 ? 1 : 0]++);
        return counts[1] >= counts[0];
    }

    private static Trial trial(List<PastDeal> deals, Period period, LocalDate on, boolean told, long seed) {
        var day = Math.toIntExact(on.toEpochDay());
        var last = Math.toIntExact(period.to().minusDays(1).toEpochDay());
        var first = Math.toIntExact(period.from().toEpochDay());
        var known = deals.stream().filter(deal -> deal.opened() <= day).toList();
        var said = MonteCarlo.apart(known, known, day, won(deals, first, day), last, RUNS, seed ^ day, told);
        return new Trial(period, on, said, won(deals, first, last));
    }

    private static long won(List<PastDeal> deals, int from, int to) {
        return deals.stream()
                .filter(deal -> deal.won() && deal.over() >= from && deal.over() <= to)
                .mapToLong(PastDeal::minor)
                .sum();
    }

    /** The mean of the errors without their sign; null without trials. */
    @Nullable
    Double meanError() {
        var errors = trials.stream()
                .map(Trial::error)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(Math::abs)
                .average();
        return errors.isPresent() ? errors.getAsDouble() : null;
    }

    /** How often what came lay between 10 and 90 %: about four times in five is right. */
    @Nullable
    Double within() {
        return trials.isEmpty()
                ? null
                : Double.valueOf(
                        (double) trials.stream().filter(Trial::isWithin).count() / trials.size());
    }
}
