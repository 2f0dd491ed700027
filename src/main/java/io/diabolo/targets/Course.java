package io.diabolo.targets;

import io.diabolo.clocks.WorkingCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a target is meant to be reached: month by month, and how far one should be at a moment. Without a season and a ramp-up it
 * is reached evenly over the working time.
 *
 * @param months those that the period has
 * @param stretches what of it is due in which days, by weights
 */
public record Course(List<Month> months, List<Stretch> stretches) {
    /**
     * One month of it.
     *
     * @param full what somebody would have to reach who isn't new
     * @param share what of that is expected here, between 0 and 1
     * @param value what comes of both, and counts
     */
    public record Month(YearMonth month, BigDecimal full, BigDecimal share, BigDecimal value) {
        public boolean isReduced() {
            return share.compareTo(BigDecimal.ONE) < 0;
        }
    }

    /** Days over which a part of the target falls due evenly by working time. */
    record Stretch(LocalDate from, LocalDate to, double weight) {}

    public Course {
        months = List.copyOf(months);
        stretches = List.copyOf(stretches);
    }

    /**
     * @param from the first day of a month, {@code to} of a later one
     * @param digits of the smallest unit, 2 for cents
     */
    static Course of(
            BigDecimal value,
            LocalDate from,
            LocalDate to,
            @Nullable Seasonality season,
            @Nullable Ramp ramp,
            int digits) {
        var all = from.datesUntil(to, java.time.Period.ofMonths(1))
                .map(YearMonth::from)
                .toList();
        var weights = all.stream()
                .map(month -> season == null ? 1 : season.of(month.getMonth()))
                .toList();
        var parts = Split.of(value, weights, digits);
        var months = new ArrayList<Month>();
        var stretches = new ArrayList<Stretch>();
        for (var at = 0; at < all.size(); at++) {
            var month = all.get(at);
            var part = parts.get(at);
            double weight = weights.get(at);
            var share = ramp == null ? BigDecimal.ONE : ramp.share(month);
            months.add(
                    new Month(month, part, share, part.multiply(share).setScale(part.scale(), RoundingMode.HALF_UP)));
            var first = month.atDay(1);
            var next = month.plusMonths(1).atDay(1);
            if (ramp == null) {
                stretches.add(new Stretch(first, next, weight));
            } else {
                ramp.pieces(first, next)
                        .forEach(piece -> stretches.add(new Stretch(
                                piece.from(),
                                piece.to(),
                                weight * piece.percent() * piece.days() / month.lengthOfMonth())));
            }
        }
        return new Course(
                months, season == null && ramp == null ? List.of(new Stretch(from, to, 1)) : List.copyOf(stretches));
    }

    /** What counts in the end: all months together. */
    public BigDecimal total() {
        return months.stream().map(Month::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Those months of it that lie in these days: a year's March, or its second quarter. */
    public Course part(LocalDate from, LocalDate to) {
        var even = stretches.size() == 1;
        return new Course(
                months.stream()
                        .filter(one -> !one.month().atDay(1).isBefore(from)
                                && one.month().atDay(1).isBefore(to))
                        .toList(),
                even
                        ? List.of(new Stretch(from, to, 1))
                        : stretches.stream()
                                .filter(one ->
                                        !one.from().isBefore(from) && one.from().isBefore(to))
                                .toList());
    }

    /** Whether somebody new is expected to reach less than what was typed. */
    public boolean isReduced() {
        return months.stream().anyMatch(Month::isReduced);
    }

    /** The part of it that should be reached by now, between 0 and 1. */
    public double due(Instant now, WorkingCalendar calendar) {
        var whole = stretches.stream().mapToDouble(Stretch::weight).sum();
        return whole == 0
                ? 0
                : stretches.stream()
                                .mapToDouble(stretch -> stretch.weight() * passed(stretch, now, calendar))
                                .sum()
                        / whole;
    }

    private static double passed(Stretch stretch, Instant now, WorkingCalendar calendar) {
        var from = stretch.from().atStartOfDay(calendar.zone()).toInstant();
        var to = stretch.to().atStartOfDay(calendar.zone()).toInstant();
        if (!now.isAfter(from)) {
            return 0;
        }
        if (!now.isBefore(to)) {
            return 1;
        }
        var whole = calendar.workingBetween(from, to).toMinutes();
        return whole == 0 ? 0 : (double) calendar.workingBetween(from, now).toMinutes() / whole;
    }
}
