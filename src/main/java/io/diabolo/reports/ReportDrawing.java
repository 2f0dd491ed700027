package io.diabolo.reports;

import io.diabolo.reports.Answer.Figure;
import io.diabolo.reports.Answer.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures over time as lines, one for each of the largest groups of the other side. A pure function of the answer. */
record ReportDrawing(double width, List<Line> lines, List<Tick> ticks, List<Level> levels) {
    static final double HEIGHT = 240;
    private static final double TOP = 16;
    private static final double FLOOR = 204;
    private static final double LEFT = 64;
    private static final double STEP = 56;
    private static final double NARROWEST = 600;
    private static final int MOST_LINES = 6;
    /** As many times as can be read side by side. */
    private static final int MOST_TICKS = 12;

    /** @param group null: all together */
    record Line(@Nullable Group group, int colour, String path) {}

    record Tick(double x, Group group) {}

    /** A horizontal line of the ground and what it stands for, in the measure's own unit. */
    record Level(double y, double value) {}

    static ReportDrawing of(@Nullable Answer answer, boolean across) {
        var times = answer == null
                ? List.<Group>of()
                : answer.by().stream().filter(group -> group.key() != null).toList();
        var width = Math.max(NARROWEST, LEFT + times.size() * STEP);
        if (answer == null || times.isEmpty()) {
            return new ReportDrawing(width, List.of(), List.of(), List.of());
        }
        var groups = across
                ? answer.across().stream()
                        .sorted((one, other) -> Double.compare(value(other.whole()), value(one.whole())))
                        .limit(MOST_LINES)
                        .toList()
                : List.<Group>of();
        var most = 1e-9;
        for (var time : times) {
            most = Math.max(most, groups.isEmpty() ? value(time.whole()) : 0);
            for (var group : groups) {
                most = Math.max(most, value(answer.at(time, group)));
            }
        }
        var apart = (width - LEFT - STEP) / Math.max(1, times.size() - 1);
        var lines = new ArrayList<Line>();
        if (groups.isEmpty()) {
            lines.add(new Line(null, 0, path(times, Group::whole, apart, most)));
        }
        for (var at = 0; at < groups.size(); at++) {
            var group = groups.get(at);
            lines.add(new Line(group, at, path(times, time -> answer.at(time, group), apart, most)));
        }
        var ticks = new ArrayList<Tick>();
        var every = (times.size() + MOST_TICKS - 1) / MOST_TICKS;
        for (var at = 0; at < times.size(); at += every) {
            ticks.add(new Tick(LEFT + at * apart, times.get(at)));
        }
        return new ReportDrawing(
                width,
                lines,
                ticks,
                List.of(new Level(FLOOR, 0), new Level((TOP + FLOOR) / 2, most / 2), new Level(TOP, most)));
    }

    private static double value(Figure figure) {
        return figure.value() == null ? 0 : Math.max(0, figure.value().doubleValue());
    }

    private static String path(List<Group> times, Function<Group, Figure> figure, double apart, double most) {
        var path = new StringBuilder();
        for (var at = 0; at < times.size(); at++) {
            path.append(at == 0 ? "M" : "L")
                    .append(number(LEFT + at * apart))
                    .append(' ')
                    .append(number(FLOOR - value(figure.apply(times.get(at))) / most * (FLOOR - TOP)));
        }
        return path.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
