package io.diabolo.organisation;

import io.diabolo.organisation.Simulation.Course;
import io.diabolo.organisation.Simulation.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Two courses of bookings over the months, each with its band. Pure; coordinates are those of the drawing. */
record CourseDrawing(
        String today, String todayBand, String changed, String changedBand, List<Tick> months, List<Tick> levels) {
    static final int WIDTH = 760;
    static final int HEIGHT = 260;
    private static final double LEFT = 74;
    private static final double RIGHT = 744;
    private static final double TOP = 14;
    private static final double FLOOR = 226;
    private static final int LEVELS = 4;

    record Tick(double at, String label) {
        String place() {
            return CourseDrawing.at(at);
        }
    }

    /**
     * @param label a month, every third is written
     * @param money an amount, short
     */
    static CourseDrawing of(
            Course today, @Nullable Course changed, Function<Month, String> label, DoubleFunction<String> money) {
        var most = Math.max(most(today), changed == null ? 0 : most(changed));
        var step = step(most / LEVELS);
        var scale = new Scale(today.months().size(), most <= 0 ? 1 : step * Math.ceil(most / step));
        var months = new ArrayList<Tick>();
        for (var i = 0; i < today.months().size(); i += 3) {
            months.add(new Tick(scale.x(i), label.apply(today.months().get(i))));
        }
        var levels = new ArrayList<Tick>();
        for (var level = 0.0; level <= scale.most * 1.001; level += most <= 0 ? 1 : step) {
            levels.add(new Tick(scale.y(level), money.apply(level)));
        }
        return new CourseDrawing(
                line(today, scale),
                band(today, scale),
                changed == null ? "" : line(changed, scale),
                changed == null ? "" : band(changed, scale),
                months,
                levels);
    }

    /** The next round one: 1, 2, 2.5 or 5 with its zeros. */
    private static double step(double least) {
        if (least <= 0) {
            return 1;
        }
        var ten = Math.pow(10, Math.floor(Math.log10(least)));
        for (var factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * ten >= least * .999) {
                return factor * ten;
            }
        }
        return 10 * ten;
    }

    private static double most(Course course) {
        return course.months().stream()
                .mapToDouble(month -> Math.max(month.high(), month.bookings()))
                .max()
                .orElse(0);
    }

    private record Scale(int points, double most) {
        double x(int i) {
            return points < 2 ? LEFT : LEFT + (RIGHT - LEFT) * i / (points - 1);
        }

        double y(double value) {
            return FLOOR - (FLOOR - TOP) * value / most;
        }
    }

    private static String line(Course course, Scale scale) {
        return path(course, scale, Month::bookings, "M");
    }

    private static String path(Course course, Scale scale, ToDoubleFunction<Month> value, String start) {
        var path = new StringBuilder();
        for (var i = 0; i < course.months().size(); i++) {
            path.append(i == 0 ? start : " L")
                    .append(at(scale.x(i)))
                    .append(' ')
                    .append(at(scale.y(value.applyAsDouble(course.months().get(i)))));
        }
        return path.toString();
    }

    private static String band(Course course, Scale scale) {
        var back = new StringBuilder();
        for (var i = course.months().size() - 1; i >= 0; i--) {
            back.append(" L")
                    .append(at(scale.x(i)))
                    .append(' ')
                    .append(at(scale.y(course.months().get(i).low())));
        }
        return path(course, scale, Month::high, "M") + back + " Z";
    }

    static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
