package io.diabolo.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The forecast's drawings as shapes: pure functions of the figures. */
final class Drawings {
    private Drawings() {}

    /** A number as SVG takes it. */
    static String at(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * A bar of the waterfall.
     *
     * @param kind begin, end, up or down
     * @param key the text key of its name
     * @param step the step whose deals it opens; empty for beginning and end
     */
    record Bar(String kind, String key, String step, String label, double x, double y, double width, double height) {
        String middle() {
            return at(x + width / 2);
        }

        /** Where its figure stands: above it. */
        String above() {
            return at(y - 6);
        }
    }

    /** @param links the level that leads from one bar to the next */
    record Fall(double width, List<Bar> bars, List<String> links, double ground) {
        static final double HEIGHT = 220;
        private static final double TOP = 26;
        private static final double FLOOR = 176;
        private static final double STEP = 84;
        private static final double BAR = 52;

        static Fall of(Waterfall waterfall, LongFunction<String> money) {
            var levels = new ArrayList<long[]>();
            var bars = new ArrayList<String[]>();
            var level = waterfall.begin().minor();
            levels.add(new long[] {0, level});
            bars.add(new String[] {"begin", "forecast.fall.begin", "", money.apply(level)});
            for (var step : Waterfall.Step.values()) {
                if (waterfall.deals(step) == 0) {
                    continue;
                }
                var delta = waterfall.of(step).minor();
                levels.add(new long[] {level, level + delta});
                level += delta;
                bars.add(new String[] {
                    delta >= 0 ? "up" : "down", "forecast.step." + step.id(), step.id(), money.apply(delta)
                });
            }
            levels.add(new long[] {0, level});
            bars.add(new String[] {"end", "forecast.fall.end", "", money.apply(level)});
            return drawn(levels, bars);
        }

        private static Fall drawn(List<long[]> levels, List<String[]> words) {
            var most = Math.max(1, max(levels, one -> Math.max(one[0], one[1])));
            var least = Math.min(0, -max(levels, one -> -Math.min(one[0], one[1])));
            var scale = (FLOOR - TOP) / (most - least);
            var bars = new ArrayList<Bar>();
            var links = new ArrayList<String>();
            for (var i = 0; i < levels.size(); i++) {
                var high = Math.max(levels.get(i)[0], levels.get(i)[1]);
                var low = Math.min(levels.get(i)[0], levels.get(i)[1]);
                var x = 12 + i * STEP;
                var y = TOP + (most - high) * scale;
                var one = words.get(i);
                bars.add(new Bar(one[0], one[1], one[2], one[3], x, y, BAR, Math.max(1.5, (high - low) * scale)));
                if (i > 0) {
                    var before = TOP + (most - levels.get(i - 1)[1]) * scale;
                    links.add("M" + at(x - STEP + BAR) + " " + at(before) + " H" + at(x));
                }
            }
            return new Fall(24 + levels.size() * STEP, bars, links, TOP + most * scale);
        }

        private static long max(List<long[]> levels, ToLongFunction<long[]> value) {
            return levels.stream().mapToLong(value).max().orElse(0);
        }
    }

    /** What the weeks said, as lines over time, with what came as a level. */
    record Course(
            String said, String best, String closed, String band, double came, List<Tick> ticks, List<Tick> levels) {
        static final double WIDTH = 720;
        static final double HEIGHT = 240;
        private static final double LEFT = 70;
        private static final double RIGHT = 704;
        private static final double TOP = 16;
        private static final double FLOOR = 208;

        record Tick(double at, String label) {}

        static Course of(
                Accuracy.Told told,
                java.util.function.Function<java.time.LocalDate, String> day,
                LongFunction<String> money) {
            var weeks = told.weeks();
            var most = Math.max(1, told.came());
            for (var week : weeks) {
                most = Math.max(most, Math.max(week.said(), week.sums().best()));
                most = Math.max(
                        most, week.estimate() == null ? 0 : week.estimate().high());
            }
            var scale = new Scale(weeks.size(), most);
            var ticks = new ArrayList<Tick>();
            for (var i = 0; i < weeks.size(); i += Math.max(1, weeks.size() / 7)) {
                ticks.add(new Tick(scale.x(i), day.apply(weeks.get(i).week())));
            }
            var levels = new ArrayList<Tick>();
            for (var quarter = 0; quarter <= 4; quarter++) {
                var value = most / 4 * quarter;
                levels.add(new Tick(scale.y(value), money.apply(value)));
            }
            return new Course(
                    line(weeks, scale, Accuracy.Week::said),
                    line(weeks, scale, week -> week.sums().best()),
                    line(weeks, scale, week -> week.sums().of(Part.CLOSED).minor()),
                    band(weeks, scale),
                    scale.y(told.came()),
                    ticks,
                    levels);
        }

        private record Scale(int points, long most) {
            double x(int i) {
                return points < 2 ? LEFT : LEFT + (RIGHT - LEFT) * i / (points - 1);
            }

            double y(long value) {
                return FLOOR - (FLOOR - TOP) * value / most;
            }
        }

        private static String line(List<Accuracy.Week> weeks, Scale scale, ToLongFunction<Accuracy.Week> value) {
            var path = new StringBuilder();
            for (var i = 0; i < weeks.size(); i++) {
                path.append(i == 0 ? "M" : " L")
                        .append(at(scale.x(i)))
                        .append(' ')
                        .append(at(scale.y(value.applyAsLong(weeks.get(i)))));
            }
            return path.toString();
        }

        private static String band(List<Accuracy.Week> weeks, Scale scale) {
            var there = new StringBuilder();
            var back = new StringBuilder();
            for (var i = 0; i < weeks.size(); i++) {
                var estimate = weeks.get(i).estimate();
                if (estimate != null) {
                    there.append(there.isEmpty() ? "M" : " L").append(point(scale, i, estimate.high()));
                    back.insert(0, " L" + point(scale, i, estimate.low()));
                }
            }
            return there.isEmpty() ? "" : there.append(back).append(" Z").toString();
        }

        private static String point(Scale scale, int i, long value) {
            return String.format(Locale.ROOT, "%s %s", at(scale.x(i)), at(scale.y(value)));
        }
    }

    /**
     * The period on one bar: closed, committed, best case and pipeline end to end, with the target and what statistics say.
     *
     * @param pieces as wide as they are worth
     */
    record Outlook(List<Piece> pieces, double target, double low, double middle, double high) {
        static final double WIDTH = 720;

        /** @param kind the part's id */
        record Piece(String kind, double x, double width) {}

        /** @param target below 0 where none was set */
        static Outlook of(Sums sums, long target, long low, long middle, long high) {
            var whole = 0L;
            for (var part : List.of(Part.CLOSED, Part.COMMIT, Part.BEST_CASE, Part.PIPELINE)) {
                whole += sums.of(part).minor();
            }
            var most = Math.max(1, Math.max(whole, Math.max(target, high)));
            var pieces = new ArrayList<Piece>();
            var x = 0.0;
            for (var part : List.of(Part.CLOSED, Part.COMMIT, Part.BEST_CASE, Part.PIPELINE)) {
                var width = WIDTH * sums.of(part).minor() / most;
                if (width > 0) {
                    pieces.add(new Piece(part.id(), x, width));
                }
                x += width;
            }
            return new Outlook(pieces, place(target, most), place(low, most), place(middle, most), place(high, most));
        }

        private static double place(long value, long most) {
            return value < 0 ? -1 : Math.min(WIDTH - 1, WIDTH * ((double) value / most));
        }
    }
}
