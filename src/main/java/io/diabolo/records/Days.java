package io.diabolo.records;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A day or a span of days as a filter names it: {@code 2026-03-01}, {@code 2026-03}, {@code today}, {@code -30d},
 * {@code this_quarter}, {@code last_month}, {@code last_30_days}. Weeks begin on Monday; the last and the next days count
 * today among them.
 *
 * @param to the first day after it
 */
record Days(LocalDate from, LocalDate to) {
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,4})([dwmy])");
    private static final Pattern SPAN = Pattern.compile("(this|last|next)_(week|month|quarter|year)");

    private static final Pattern DAYS = Pattern.compile("(last|next)_(\\d{1,4})_days");

    static Optional<Days> parse(String text, LocalDate today) {
        var offset = OFFSET.matcher(text);
        if (offset.matches()) {
            var count = Long.parseLong(offset.group(2)) * (offset.group(1).equals("-") ? -1 : 1);
            return Optional.of(day(today.plus(count, unit(offset.group(3)))));
        }
        var span = SPAN.matcher(text);
        if (span.matches()) {
            return Optional.of(span(span.group(1), span.group(2), today));
        }
        var days = DAYS.matcher(text);
        if (days.matches()) {
            var count = Long.parseLong(days.group(2));
            return Optional.of(
                    days.group(1).equals("last")
                            ? new Days(today.plusDays(1 - count), today.plusDays(1))
                            : new Days(today, today.plusDays(count)));
        }
        return switch (text) {
            case "today" -> Optional.of(day(today));
            case "yesterday" -> Optional.of(day(today.minusDays(1)));
            case "tomorrow" -> Optional.of(day(today.plusDays(1)));
            default -> written(text);
        };
    }

    private static Optional<Days> written(String text) {
        try {
            if (text.matches("\\d{4}-\\d{2}")) {
                var first = LocalDate.parse(text + "-01");
                return Optional.of(new Days(first, first.plusMonths(1)));
            }
            // Four digits a year: what lies further is no day of business, and none that PostgreSQL has.
            return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(day(LocalDate.parse(text))) : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Days day(LocalDate day) {
        return new Days(day, day.plusDays(1));
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "w" -> ChronoUnit.WEEKS;
            case "m" -> ChronoUnit.MONTHS;
            case "y" -> ChronoUnit.YEARS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static Days span(String which, String unit, LocalDate today) {
        var steps = switch (which) {
            case "last" -> -1;
            case "next" -> 1;
            default -> 0;
        };
        return switch (unit) {
            case "week" -> {
                var start = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .plusWeeks(steps);
                yield new Days(start, start.plusWeeks(1));
            }
            case "month" -> {
                var start = today.withDayOfMonth(1).plusMonths(steps);
                yield new Days(start, start.plusMonths(1));
            }
            case "quarter" -> {
                var start = today.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3L * steps);
                yield new Days(start, start.plusMonths(3));
            }
            default -> {
                var start = today.withDayOfYear(1).plusYears(steps);
                yield new Days(start, start.plusYears(1));
            }
        };
    }
}
