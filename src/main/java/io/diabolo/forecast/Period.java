package io.diabolo.forecast;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;

/**
 * The month or quarter that is forecast.
 *
 * @param id 2026-11 or 2026-Q4
 * @param to the first day after it
 */
public record Period(String id, LocalDate from, LocalDate to) {
    static Period month(LocalDate day) {
        var from = day.withDayOfMonth(1);
        return new Period(YearMonth.from(from).toString(), from, from.plusMonths(1));
    }

    static Period quarter(LocalDate day) {
        var quarter = (day.getMonthValue() - 1) / 3;
        var from = LocalDate.of(day.getYear(), quarter * 3 + 1, 1);
        return new Period(day.getYear() + "-Q" + (quarter + 1), from, from.plusMonths(3));
    }

    /** @throws BadInput when it is none */
    static Period of(String id) {
        try {
            if (id.matches("20\\d{2}-Q[1-4]")) {
                return quarter(LocalDate.of(Integer.parseInt(id.substring(0, 4)), (id.charAt(6) - '1') * 3 + 1, 1));
            }
            if (id.matches("20\\d{2}-\\d{2}")) {
                return month(LocalDate.parse(id + "-01"));
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput("period", "forecast.fault.period");
    }

    boolean isQuarter() {
        return id.charAt(5) == 'Q';
    }

    Period next() {
        return isQuarter() ? quarter(to) : month(to);
    }

    Period before() {
        return isQuarter() ? quarter(from.minusDays(1)) : month(from.minusDays(1));
    }

    /** The present month and quarter, the shorter first. */
    static List<Period> around(LocalDate day) {
        return List.of(month(day), quarter(day));
    }

    boolean isOver(LocalDate today) {
        return !today.isBefore(to);
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    String label(Ui ui) {
        return isQuarter()
                ? ui.t("forecast.quarter", id.substring(6), id.substring(0, 4))
                : from.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, ui.locale()) + " " + id.substring(0, 4);
    }
}
