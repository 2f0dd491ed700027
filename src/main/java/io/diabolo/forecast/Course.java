package io.diabolo.forecast;

import java.util.List;

/**
 * How deals go on from a stage, day by day: won, lost, or moved to a further stage. Estimated as Kaplan and Meier do, with
 * competing events (Aalen and Johansen): of those that were still in the stage after so many days, the share to which it
 * happened on that day. A deal that is still open counts among them for as long as it has been there, so that it isn't taken
 * for a loss. Stages after which too few went on take the course of all deals since they were opened.
 */
final class Course {
    /** Longer than that nobody waits; what happens later counts as never. */
    private static final int LONGEST = 1_095;

    private static final int YEARS = 730;
    /** A stage needs so many that went on from it. */
    private static final int FEW = 20;

    /** Behind the stages: since the deal was opened, whatever its stage. */
    private static final int SINCE_OPENED = PastDeal.STAGES;

    private final double[][] present = new double[PastDeal.STAGES + 1][LONGEST + 2];
    private final double[][] won = new double[PastDeal.STAGES + 1][LONGEST + 1];
    private final double[][] lost = new double[PastDeal.STAGES + 1][LONGEST + 1];
    private final double[][][] moved = new double[PastDeal.STAGES + 1][PastDeal.STAGES][LONGEST + 1];
    private final double[] wentOn = new double[PastDeal.STAGES + 1];
    private final double[] wonFrom = new double[PastDeal.STAGES + 1];
    private final double[] days = new double[PastDeal.STAGES + 1];

    /**
     * @param day what came later isn't known
     * @param weights how often each deal counts
     */
    static Course of(List<PastDeal> deals, int day, int[] weights) {
        var course = new Course();
        for (var i = 0; i < deals.size(); i++) {
            if (weights[i] > 0 && deals.get(i).opened() <= day) {
                course.add(deals.get(i), day, weights[i]);
            }
        }
        course.addUp();
        return course;
    }

    private void add(PastDeal deal, int day, double weight) {
        var end = Math.min(deal.over(), day);
        for (var stage = 0; stage < PastDeal.STAGES; stage++) {
            var begin = deal.entered()[stage];
            if (begin > end) {
                continue;
            }
            var next = -1;
            var left = end;
            for (var other = stage + 1; other < PastDeal.STAGES; other++) {
                if (deal.entered()[other] <= left) {
                    left = Math.max(begin, deal.entered()[other]);
                    next = other;
                    break;
                }
            }
            stay(stage, left - begin, next >= 0 ? next : ending(deal, day), weight);
        }
        stay(SINCE_OPENED, Math.max(0, end - deal.opened()), ending(deal, day), weight);
    }

    private static final int STILL = -1;
    private static final int WON = 10;
    private static final int LOST = 11;

    private static int ending(PastDeal deal, int day) {
        return deal.over() > day ? STILL : deal.won() ? WON : LOST;
    }

    private void stay(int stage, int length, int event, double weight) {
        var d = Math.min(length, LONGEST);
        // Present on each day up to the one on which something happened.
        present[stage][0] += weight;
        present[stage][d + 1] -= weight;
        if (event == STILL || length > LONGEST) {
            return;
        }
        wentOn[stage] += weight;
        switch (event) {
            case WON -> {
                won[stage][d] += weight;
                wonFrom[stage] += weight;
                days[stage] += weight * d;
            }
            case LOST -> lost[stage][d] += weight;
            default -> moved[stage][event][d] += weight;
        }
    }

    private void addUp() {
        for (var row : present) {
            for (var d = 1; d < row.length; d++) {
                row[d] += row[d - 1];
            }
        }
    }

    double wentOn(int stage) {
        return wentOn[stage];
    }

    private boolean isKnown(int stage) {
        return wentOn[stage] >= FEW;
    }

    /** How likely deals are won within a number of days; a view of a course for one horizon. */
    final class Within {
        private final int horizon;
        /** Of those that have just entered a stage, by days. */
        private final double[][] fresh;

        /** By stage and days there: many deals came on the same day. */
        private final java.util.Map<Integer, Double> known = new java.util.HashMap<>();

        private final Season.Ahead ahead;

        private Within(int horizon, Season.Ahead ahead) {
            this.horizon = Math.min(horizon, LONGEST);
            this.ahead = ahead;
            this.fresh = new double[PastDeal.STAGES + 1][this.horizon + 1];
            fill(SINCE_OPENED);
            for (var stage = PastDeal.STAGES - 1; stage >= 0; stage--) {
                fill(stage);
            }
        }

        private void fill(int stage) {
            for (var h = 0; h <= horizon; h++) {
                fresh[stage][h] = from(stage, 0, h);
            }
        }

        /** @param first the first day in the stage that is still to come */
        private double from(int stage, int first, int span) {
            var there = 1.0;
            var all = 0.0;
            for (var d = first; d <= Math.min(first + span, LONGEST) && there > 1e-9; d++) {
                var at = present[stage][d];
                if (at <= 0) {
                    break;
                }
                // How many days of the horizon are over by then.
                var on = horizon - (first + span - d);
                var winning = Math.min(at, ahead.won(on) * won[stage][d]);
                all += there * winning / at;
                var gone = winning + ahead.lost(on) * lost[stage][d];
                for (var next = 0; next < PastDeal.STAGES; next++) {
                    var share = moved[stage][next][d] / at;
                    if (share > 0) {
                        all += there * share * fresh[next][Math.min(first + span - d, horizon)];
                        gone += moved[stage][next][d];
                    }
                }
                there *= Math.max(0, 1 - gone / at);
            }
            return Math.min(1, all);
        }

        /** A deal that stands in a stage on the day. */
        double wins(PastDeal deal, int day) {
            var stage = deal.stage(day);
            if (stage < 0) {
                return 0;
            }
            return isKnown(stage) ? wins(stage, day - deal.entered()[stage]) : wins(SINCE_OPENED, day - deal.opened());
        }

        private double wins(int stage, int there) {
            return known.computeIfAbsent(
                    stage * (LONGEST + 2) + Math.min(there, LONGEST), _ -> from(stage, there + 1, horizon - 1));
        }

        /** A deal of which it isn't known since when it is there: as if it had come today. */
        double wins() {
            return winsOpenedIn(0);
        }

        /** A deal that is opened in so many days. */
        double winsOpenedIn(int in) {
            return in > horizon ? 0 : fresh[SINCE_OPENED][horizon - in];
        }
    }

    /** @param days from the day on, at least 0 */
    Within within(int days) {
        return within(days, Season.Ahead.EVEN);
    }

    /** @param ahead what the season makes of the days ahead */
    Within within(int days, Season.Ahead ahead) {
        return new Within(days, ahead);
    }

    /** The share of deals that are won in the end, once they have entered a stage. */
    double wonInTheEnd(int stage) {
        return within(YEARS).fresh[stage][YEARS];
    }

    /** How likely each deal was won, or lost, on each of the last days, summed up; by how many days ago, 0 being {@code day}. */
    double[] expected(List<PastDeal> deals, int day, int days, boolean winning) {
        var expected = new double[days];
        deals.forEach(deal -> expect(deal, day, winning ? won : lost, expected));
        return expected;
    }

    private void expect(PastDeal deal, int day, double[][] event, double[] expected) {
        var end = Math.min(deal.over(), day);
        for (var stage = 0; stage < PastDeal.STAGES; stage++) {
            var begin = deal.entered()[stage];
            var left = end;
            for (var other = stage + 1; other < PastDeal.STAGES; other++) {
                left = Math.min(left, Math.max(begin, deal.entered()[other]));
            }
            for (var on = Math.max(begin, day - expected.length + 1); on <= left; on++) {
                var there = on - begin;
                if (there <= LONGEST && present[stage][there] > 0) {
                    expected[day - on] += event[stage][there] / present[stage][there];
                }
            }
        }
    }

    /** From opening to winning, on average. */
    double daysToWin() {
        return wonFrom[SINCE_OPENED] == 0 ? 0 : days[SINCE_OPENED] / wonFrom[SINCE_OPENED];
    }
}
