package io.diabolo.desks;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.queues.FigureRequest;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;

/**
 * A month, a quarter or a year.
 *
 * @param id 2026-11, 2026-Q4 or 2026
 * @param to the first day after it
 */
record Period(String id, LocalDate from, LocalDate to) {
    static Period month(LocalDate day) {
        var from = day.withDayOfMonth(1);
        return new Period(YearMonth.from(from).toString(), from, from.plusMonths(1));
    }

    static Period quarter(LocalDate day) {
        var quarter = (day.getMonthValue() - 1) / 3;
        var from = LocalDate.of(day.getYear(), quarter * 3 + 1, 1);
        return new Period(day.getYear() + "-Q" + (quarter + 1), from, from.plusMonths(3));
    }

    static Period year(LocalDate day) {
        var from = day.withDayOfYear(1);
        return new Period(String.valueOf(day.getYear()), from, from.plusYears(1));
    }

    /** The three in which a day lies, the shortest first. */
    static List<Period> around(LocalDate day) {
        return List.of(month(day), quarter(day), year(day));
    }

    /** The longer ones of which it is a part, the shortest first. */
    List<Period> containing() {
        return around(from).stream()
                .filter(other -> !other.equals(this) && !other.to().isBefore(to))
                .toList();
    }

    boolean isMonth() {
        return id.length() == 7 && id.charAt(5) != 'Q';
    }

    /** @throws BadInput when it is none */
    static Period of(String id) {
        try {
            if (id.matches("20\\d{2}")) {
                return year(LocalDate.of(Integer.parseInt(id), 1, 1));
            }
            if (id.matches("20\\d{2}-Q[1-4]")) {
                return quarter(LocalDate.of(Integer.parseInt(id.substring(0, 4)), (id.charAt(6) - '1') * 3 + 1, 1));
            }
            if (id.matches("20\\d{2}-\\d{2}")) {
                return month(LocalDate.parse(id + "-01"));
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput("period", "target.fault.period");
    }

    String label(Ui ui) {
        var month = from.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, ui.locale());
        return switch (id.length()) {
            case 4 -> id;
            case 7 ->
                id.charAt(5) == 'Q'
                        ? ui.t("target.quarter", id.substring(5), id.substring(0, 4))
                        : month + " " + id.substring(0, 4);
            default -> id;
        };
    }

    FigureRequest request(List<MemberId> members, ZoneId zone) {
        return new FigureRequest(
                members,
                from.atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant());
    }
}
