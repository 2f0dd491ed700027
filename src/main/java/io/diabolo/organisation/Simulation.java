package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays the whole double funnel month by month. Leads come, go from stage to stage with the conversions and after the days that
 * are assumed, wait where those who hold a stage have no more hours, are signed, deployed, and buy again or leave. Once with
 * expected values, which can be checked by hand, and many times with chance, which gives the band. One seed, one answer.
 *
 * <p>Today's team is believed to manage today's work, whatever the hours say; more hours at a stage let in as many times more.
 * An experienced prospector brings so many outbound leads a month. A stage that nobody holds lets all pass.
 */
final class Simulation {
    private static final Set<CanonicalRole> PROSPECTING =
            Set.of(CanonicalRole.SDR, CanonicalRole.INSIDE_SALES, CanonicalRole.BUSINESS_DEVELOPER);
    private static final double LOW = .1;
    private static final double HIGH = .9;

    private final Assumptions assumptions;
    private final Workforce workforce;
    private final YearMonth first;
    private final int months;

    Simulation(Assumptions assumptions, Workforce workforce, YearMonth first, int months) {
        this.assumptions = assumptions;
        this.workforce = workforce;
        this.first = first;
        this.months = months;
    }

    /**
     * One month.
     *
     * @param bookings as expected, and {@code low} and {@code high} as eight of ten runs stay between; all in the workspace's
     *     currency
     * @param waiting who waits for somebody to have time, at the month's end
     */
    record Month(
            YearMonth month,
            double leads,
            double opportunities,
            double won,
            double bookings,
            double low,
            double high,
            double customers,
            double expansion,
            double waiting) {}

    /**
     * @param total over all months, with the band of the whole
     * @param full the stage at which most wait in the end for somebody to have time; null where hardly anybody does
     */
    record Course(
            List<Month> months,
            double total,
            double low,
            double high,
            @Nullable Stage full) {
        double waiting() {
            return months.getLast().waiting();
        }
    }

    Course play(List<Hire> hires, int runs, long seed) {
        var expected = new Run(hires, null);
        expected.play();
        var bookings = new double[months][runs];
        var totals = new double[runs];
        for (var run = 0; run < runs; run++) {
            // Much the same luck with and without a hire, so that the difference is the hire's.
            var played = new Run(hires, new Luck(seed + run, assumptions));
            played.play();
            for (var month = 0; month < months; month++) {
                bookings[month][run] = played.bookings[month] + played.expansion[month];
                totals[run] += bookings[month][run];
            }
        }
        var all = new ArrayList<Month>();
        var total = 0.0;
        for (var month = 0; month < months; month++) {
            Arrays.sort(bookings[month]);
            var booked = expected.bookings[month] + expected.expansion[month];
            total += booked;
            all.add(new Month(
                    first.plusMonths(month),
                    expected.leads[month],
                    expected.opportunities[month],
                    expected.won[month],
                    booked,
                    at(bookings[month], LOW, booked),
                    at(bookings[month], HIGH, booked),
                    expected.customers[month],
                    expected.expansion[month],
                    expected.waiting[month]));
        }
        Arrays.sort(totals);
        return new Course(all, total, at(totals, LOW, total), at(totals, HIGH, total), expected.full());
    }

    private static double at(double[] sorted, double share, double otherwise) {
        return sorted.length == 0
                ? otherwise
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }

    /** One course of things; without luck, the expected one. */
    private final class Run {
        private final List<Hire> hires;
        private final @Nullable Luck luck;
        private final double[][] arriving = new double[Assumptions.FLOW.size() + 1][];
        private final double[] queue = new double[Assumptions.FLOW.size()];
        private final double[] leads = new double[months];
        private final double[] opportunities = new double[months];
        private final double[] won = new double[months];
        private final double[] bookings = new double[months];
        private final double[] customers = new double[months];
        private final double[] expansion = new double[months];
        private final double[] waiting = new double[months];

        Run(List<Hire> hires, @Nullable Luck luck) {
            this.hires = hires;
            this.luck = luck;
            for (var i = 0; i < arriving.length; i++) {
                arriving[i] = new double[months];
            }
        }

        void play() {
            warm();
            var there = assumptions.value(Assumptions.CUSTOMERS);
            for (var month = 0; month < months; month++) {
                turn(month, Assumptions.FLOW.size());
                leads[month] = coming(month);
                arriving[0][month] += leads[month];
                for (var i = 0; i < Assumptions.FLOW.size(); i++) {
                    turn(month, i);
                    pass(i, month);
                }
                turn(month, Assumptions.FLOW.size() + 1);
                var left = thinned(there, assumptions.value(Assumptions.CHURN));
                there = there - left + arriving[Assumptions.FLOW.size()][month];
                customers[month] = there;
                expansion[month] = bought(there, month);
                for (var one : queue) {
                    waiting[month] += one;
                }
            }
        }

        @Nullable
        Stage full() {
            var at = 0;
            for (var i = 1; i < queue.length; i++) {
                at = queue[i] > queue[at] ? i : at;
            }
            return queue[at] < 1 ? null : Assumptions.FLOW.get(at);
        }

        private void turn(int month, int at) {
            if (luck != null) {
                luck.turn(month, at);
            }
        }

        /**
         * What is under way at the beginning: as many as come today had come before, and are where they would be by now. Else
         * the first months of a long cycle would look empty.
         */
        private void warm() {
            var steady = assumptions.value(Assumptions.INBOUND) + assumptions.value(Assumptions.OUTBOUND);
            for (var i = 0; i < Assumptions.FLOW.size(); i++) {
                var stage = Assumptions.FLOW.get(i);
                steady *= assumptions.conversionFrom(stage);
                // Those who left this stage before the first month and arrive in it or later.
                var delay = assumptions.monthsFrom(stage);
                var whole = (int) delay;
                var rest = delay - whole;
                for (var month = 0; month < months && month < whole; month++) {
                    arriving[i + 1][month] += amount(steady);
                }
                if (whole < months && rest > 0) {
                    arriving[i + 1][whole] += amount(steady * rest);
                }
            }
        }

        private double amount(double expected) {
            return luck == null ? expected : luck.poisson(expected);
        }

        private double coming(int month) {
            var now = first.plusMonths(month);
            var more = hires.stream()
                    .filter(hire -> PROSPECTING.contains(hire.role()))
                    .mapToDouble(hire -> hire.strength(now))
                    .sum();
            var outbound = Math.max(
                    0, assumptions.value(Assumptions.OUTBOUND) + more * assumptions.value(Assumptions.PER_PROSPECTOR));
            return amount(assumptions.value(Assumptions.INBOUND) + outbound);
        }

        /** Takes who waits at a stage, as many as there are hours for, and sends on those who go on. */
        private void pass(int i, int month) {
            var stage = Assumptions.FLOW.get(i);
            queue[i] += arriving[i][month];
            var handled = Math.min(queue[i], room(stage, month));
            queue[i] -= handled;
            if (stage == Stage.DISCOVERY) {
                opportunities[month] += handled;
            }
            if (stage == Stage.WON) {
                won[month] += handled;
                bookings[month] += luck == null
                        ? handled * assumptions.value(Assumptions.AMOUNT)
                        : luck.amounts(handled, assumptions.value(Assumptions.AMOUNT));
            }
            send(i, month, thinned(handled, luck == null ? assumptions.conversionFrom(stage) : luck.conversion(i)));
        }

        /** Between two whole months, the share that the days say comes in the later one. */
        private void send(int i, int month, double going) {
            var delay = assumptions.monthsFrom(Assumptions.FLOW.get(i));
            var whole = (int) delay;
            var later = thinned(going, delay - whole);
            put(i + 1, month + whole, going - later);
            put(i + 1, month + whole + 1, later);
        }

        private void put(int i, int month, double many) {
            if (month < months) {
                arriving[i][month] += many;
            }
        }

        private double thinned(double many, double share) {
            return luck == null ? many * share : luck.binomial(many, share);
        }

        private double room(Stage stage, int month) {
            var steady = steady(stage);
            return workforce.room(stage, steady, hires, first.plusMonths(month));
        }

        /** What passes a stage today, by the leads that come today. */
        private double steady(Stage stage) {
            var coming = assumptions.value(Assumptions.INBOUND) + assumptions.value(Assumptions.OUTBOUND);
            for (var before : Assumptions.FLOW) {
                if (before.number() < stage.number()) {
                    coming *= assumptions.conversionFrom(before);
                }
            }
            return coming;
        }

        private double bought(double there, int month) {
            var reached = Math.min(
                    there,
                    workforce.room(
                            Stage.GROWTH, assumptions.value(Assumptions.CUSTOMERS), hires, first.plusMonths(month)));
            var buying = thinned(reached, assumptions.value(Assumptions.EXPANSION));
            return luck == null
                    ? buying * assumptions.value(Assumptions.EXPANSION_AMOUNT)
                    : luck.amounts(buying, assumptions.value(Assumptions.EXPANSION_AMOUNT));
        }
    }
}
