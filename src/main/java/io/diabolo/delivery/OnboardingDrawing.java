package io.diabolo.delivery;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The steps as bars over time: what was planned, what is foreseen, where today is. A pure function of the steps. */
record OnboardingDrawing(double height, List<Bar> bars, List<Tick> ticks, double today) {
    static final double WIDTH = 760;
    private static final double LEFT = 190;
    private static final double RIGHT = 748;
    private static final double TOP = 26;
    private static final double ROW = 22;
    /** What a day's text takes at a line of the ground. */
    private static final double DAY_TEXT = 66;

    private static final int LONGEST_NAME = 30;

    /** @param look done, late, open or milestone, and whose side */
    record Bar(String name, String look, double y, double x, double width, double plannedX, double plannedWidth) {}

    record Tick(double x, LocalDate day) {}

    static OnboardingDrawing of(Onboardings.Whole whole) {
        var from = whole.onboarding().getSignedOn();
        var to = whole.today();
        for (var step : whole.steps()) {
            var span = whole.foreseen().get(step.id());
            to = step.dueOn().isAfter(to) ? step.dueOn() : to;
            to = span != null && span.to().isAfter(to) ? span.to() : to;
        }
        var days = Math.max(7, ChronoUnit.DAYS.between(from, to) + 1);
        var scale = (RIGHT - LEFT) / days;
        var bars = new ArrayList<Bar>();
        var y = TOP;
        for (var step : whole.steps()) {
            var span = whole.foreseen().getOrDefault(step.id(), new Schedule.Span(step.startsOn(), step.dueOn()));
            bars.add(new Bar(
                    name(step.name()),
                    look(step, whole.today()) + " " + step.side(),
                    y,
                    x(span.from(), from, scale),
                    width(span.from(), span.to(), scale),
                    x(step.startsOn(), from, scale),
                    width(step.startsOn(), step.dueOn(), scale)));
            y += ROW;
        }
        var ticks = new ArrayList<Tick>();
        var every = Math.max(7, days / 8);
        for (long day = 0; day < days && LEFT + day * scale + DAY_TEXT <= WIDTH; day += every) {
            ticks.add(new Tick(LEFT + day * scale, from.plusDays(day)));
        }
        return new OnboardingDrawing(y + 8, bars, ticks, x(whole.today(), from, scale));
    }

    private static String name(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private static String look(OnboardingStep step, LocalDate today) {
        var state = step.isDone() ? "done" : step.isLate(today) ? "late" : "open";
        return step.isMilestone() ? "milestone " + state : state;
    }

    private static double x(LocalDate day, LocalDate from, double scale) {
        return LEFT + Math.max(0, ChronoUnit.DAYS.between(from, day)) * scale;
    }

    private static double width(LocalDate from, LocalDate to, double scale) {
        return Math.max(4, (ChronoUnit.DAYS.between(from, to) + 1) * scale - 1);
    }
}
