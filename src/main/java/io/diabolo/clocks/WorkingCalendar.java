package io.diabolo.clocks;

import io.diabolo.clocks.WorkingHours.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * When is worked: hours of the week in a zone, without the days that are closed. An instant is a working one when the
 * clock on the wall shows an hour that is worked: on the night when clocks go back, an hour that comes twice counts twice.
 *
 * @param closed public holidays, own closing days, absences
 */
public record WorkingCalendar(ZoneId zone, WorkingHours hours, Predicate<LocalDate> closed) {
    /** The longest promise is kept by then, with all absences; beyond it a calendar without any working hour is a mistake. */
    private static final int DAYS_SEEN = 20_000;

    /** Some time that is worked without a break. */
    public record Worked(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** When so much working time has passed. @throws IllegalStateException when the calendar never works */
    public Instant due(Instant start, Duration worked) {
        if (worked.isZero() || worked.isNegative()) {
            return start;
        }
        var left = worked;
        var day = LocalDate.ofInstant(start, zone);
        for (var seen = 0; seen < DAYS_SEEN; seen++, day = day.plusDays(1)) {
            for (var span : worked(day)) {
                var from = span.from().isBefore(start) ? start : span.from();
                if (!from.isBefore(span.to())) {
                    continue;
                }
                var length = Duration.between(from, span.to());
                if (length.compareTo(left) >= 0) {
                    return from.plus(left);
                }
                left = left.minus(length);
            }
        }
        throw new IllegalStateException("no working time after " + start);
    }

    /**
     * So many working days later, at the same time of day; where nobody works then, at the next hour that is worked, at
     * latest the day's end. What begins out of hours begins when work begins.
     */
    public Instant dueInDays(Instant start, int days) {
        var begun = opening(start);
        var time = begun.atZone(zone).toLocalTime();
        var day = LocalDate.ofInstant(begun, zone);
        for (var seen = 0; seen < DAYS_SEEN; seen++) {
            day = day.plusDays(1);
            var spans = worked(day);
            if (!spans.isEmpty() && --days <= 0) {
                return at(day, time, spans);
            }
        }
        throw new IllegalStateException("no working day after " + start);
    }

    private Instant at(LocalDate day, LocalTime time, List<Worked> spans) {
        var wanted = day.atTime(time).atZone(zone).toInstant();
        return spans.stream()
                .filter(span -> wanted.isBefore(span.to()))
                .findFirst()
                .map(span -> wanted.isBefore(span.from()) ? span.from() : wanted)
                .orElse(spans.getLast().to());
    }

    /** The instant itself when it is worked, else when work begins next. */
    public Instant opening(Instant start) {
        var day = LocalDate.ofInstant(start, zone);
        for (var seen = 0; seen < DAYS_SEEN; seen++, day = day.plusDays(1)) {
            for (var span : worked(day)) {
                if (start.isBefore(span.to())) {
                    return start.isBefore(span.from()) ? span.from() : start;
                }
            }
        }
        throw new IllegalStateException("no working time after " + start);
    }

    /** The working time between two instants; below zero when the second lies before the first. */
    public Duration workingBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingBetween(to, from).negated();
        }
        var sum = Duration.ZERO;
        var last = LocalDate.ofInstant(to, zone);
        for (var day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (var span : worked(day)) {
                var begin = span.from().isBefore(from) ? from : span.from();
                var end = span.to().isAfter(to) ? to : span.to();
                if (begin.isBefore(end)) {
                    sum = sum.plus(Duration.between(begin, end));
                }
            }
        }
        return sum;
    }

    /** What is worked of a day, in order. A day on which clocks change is taken in pieces of one offset each. */
    public List<Worked> worked(LocalDate day) {
        var spans = hours.on(day.getDayOfWeek());
        if (spans.isEmpty() || closed.test(day)) {
            return List.of();
        }
        var all = new ArrayList<Worked>();
        var end = day.plusDays(1).atStartOfDay(zone).toInstant();
        var from = day.atStartOfDay(zone).toInstant();
        while (from.isBefore(end)) {
            var change = zone.getRules().nextTransition(from);
            var to = change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
            piece(day, zone.getRules().getOffset(from), from, to, spans, all);
            from = to;
        }
        return all;
    }

    private static void piece(
            LocalDate day, ZoneOffset offset, Instant from, Instant to, List<Span> spans, List<Worked> all) {
        var midnight = day.atStartOfDay().toInstant(offset);
        for (var span : spans) {
            var begin = midnight.plus(Duration.ofMinutes(span.from()));
            var end = midnight.plus(Duration.ofMinutes(span.to()));
            begin = begin.isBefore(from) ? from : begin;
            end = end.isAfter(to) ? to : end;
            if (begin.isBefore(end)) {
                all.add(new Worked(begin, end));
            }
        }
    }
}
