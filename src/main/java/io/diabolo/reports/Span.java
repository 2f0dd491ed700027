package io.diabolo.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How finely dates are put together. Weeks are those of ISO 8601. */
enum Span {
    YEAR("YYYY"),
    QUARTER("YYYY-\"Q\"Q"),
    MONTH("YYYY-MM"),
    WEEK("IYYY-\"W\"IW"),
    DAY("YYYY-MM-DD");

    /** As PostgreSQL's to_char writes it; so written, spans stand in order. */
    private final String format;

    Span(String format) {
        this.format = format;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String format() {
        return format;
    }

    static Optional<Span> named(String id) {
        return Arrays.stream(values()).filter(span -> span.id().equals(id)).findFirst();
    }

    /** The first day of a span that the database wrote. */
    LocalDate first(String key) {
        return switch (this) {
            case YEAR -> Year.parse(key).atDay(1);
            case QUARTER -> LocalDate.of(Integer.parseInt(key.substring(0, 4)), 3 * (key.charAt(6) - '0') - 2, 1);
            case MONTH -> YearMonth.parse(key).atDay(1);
            case WEEK ->
                LocalDate.of(Integer.parseInt(key.substring(0, 4)), 1, 4)
                        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(key.substring(6)))
                        .with(DayOfWeek.MONDAY);
            case DAY -> LocalDate.parse(key);
        };
    }

    /** The first day of the one after. */
    LocalDate next(LocalDate first) {
        return switch (this) {
            case YEAR -> first.plusYears(1);
            case QUARTER -> first.plusMonths(3);
            case MONTH -> first.plusMonths(1);
            case WEEK -> first.plusWeeks(1);
            case DAY -> first.plusDays(1);
        };
    }
}
