package io.diabolo.importing.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as people and systems write them. */
public final class Dates {
    private static final String TIME =
            "(?:(?:T|,? *(?:at|à)? +| +)(\\d{1,2})[:hH](\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)? *([aApP]\\.?[mM]\\.?)?)?"
                    + " *(Z|GMT|UTC|[+-]\\d{2}:?\\d{2})?";
    private static final Pattern FIGURES = Pattern.compile("(\\d{1,4}) *([-/. ]) *(\\d{1,2}) *\\2 *(\\d{1,4})" + TIME);
    private static final Pattern COMPACT = Pattern.compile("(19|20|21)(\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?:\\p{L}+\\.?,? +)?(\\d{1,2})(?:er|st|nd|rd|th)?[ .\\-/]+(\\p{L}{3,9})\\.?[ .,\\-/]+(\\d{4}|\\d{2})"
                    + TIME);
    private static final Pattern MONTH_DAY = Pattern.compile(
            "(?:\\p{L}+\\.?,? +)?(\\p{L}{3,9})\\.?[ \\-/]+(\\d{1,2})(?:st|nd|rd|th)?[ ,\\-/]+(\\d{4})" + TIME);
    private static final Pattern YEAR_MONTH =
            Pattern.compile("(\\d{4})[ \\-/](\\p{L}{3,9})\\.?[ \\-/](\\d{1,2})" + TIME);

    private static final Map<String, Integer> MONTHS = months(
            "jan january janv janvier",
            "feb february fev fevr fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aou aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre");

    private Dates() {}

    /** Reads a date. Month names and four-digit years in front are understood whatever the order. */
    public static Parsed<Moment> parse(String text, DateOrder order) {
        var moment = read(Text.strip(text), order);
        return moment == null ? new Parsed.Fault<>("import.faulty.date", text) : new Parsed.Value<>(moment);
    }

    /** The orders in which a text is a date: none, one, or day and month both ways. Named months fit all. */
    static Set<DateOrder> orders(String text) {
        var orders = EnumSet.noneOf(DateOrder.class);
        if (text.length() < 6 || text.length() > 45 || text.chars().noneMatch(Character::isDigit)) {
            return orders;
        }
        for (var order : DateOrder.values()) {
            if (read(text, order) != null) {
                orders.add(order);
            }
        }
        return orders;
    }

    static boolean isCompact(String text) {
        return COMPACT.matcher(text).matches();
    }

    private static @Nullable Moment read(String text, DateOrder order) {
        if (text.length() < 6 || text.length() > 45) {
            return null;
        }
        try {
            return Character.isDigit(text.charAt(0)) ? startingWithFigure(text, order) : named(text);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable Moment startingWithFigure(String text, DateOrder order) {
        var figures = FIGURES.matcher(text);
        if (figures.matches()) {
            return figures(figures, order);
        }
        var compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return order != DateOrder.YMD
                    ? null
                    : day(number(text.substring(0, 4)), number(text.substring(4, 6)), number(text.substring(6)));
        }
        return named(text);
    }

    private static @Nullable Moment figures(Matcher found, DateOrder order) {
        var first = found.group(1);
        var last = found.group(4);
        int a = number(first);
        int b = number(found.group(3));
        int c = number(last);
        if (first.length() == 4) {
            return last.length() > 2 || order != DateOrder.YMD ? null : with(LocalDate.of(a, b, c), found, 5);
        }
        if (first.length() == 3 || last.length() == 3 || last.length() == 1 || order == DateOrder.YMD) {
            return null;
        }
        int year = last.length() == 2 ? century(c) : c;
        return with(order == DateOrder.DMY ? LocalDate.of(year, b, a) : LocalDate.of(year, a, b), found, 5);
    }

    private static @Nullable Moment named(String text) {
        var dayFirst = DAY_MONTH.matcher(text);
        if (dayFirst.matches()) {
            var year = dayFirst.group(3);
            int y = year.length() == 2 ? century(number(year)) : number(year);
            return with(named(y, dayFirst.group(2), dayFirst.group(1)), dayFirst, 4);
        }
        var monthFirst = MONTH_DAY.matcher(text);
        if (monthFirst.matches()) {
            return with(named(number(monthFirst.group(3)), monthFirst.group(1), monthFirst.group(2)), monthFirst, 4);
        }
        var yearFirst = YEAR_MONTH.matcher(text);
        return yearFirst.matches()
                ? with(named(number(yearFirst.group(1)), yearFirst.group(2), yearFirst.group(3)), yearFirst, 4)
                : null;
    }

    private static @Nullable LocalDate named(int year, String month, String day) {
        var number = MONTHS.get(Text.fold(month));
        return number == null ? null : LocalDate.of(year, number, number(day));
    }

    private static @Nullable Moment day(int year, int month, int day) {
        return new Moment(LocalDate.of(year, month, day), null, null);
    }

    private static @Nullable Moment with(@Nullable LocalDate day, Matcher found, int group) {
        if (day == null || day.getYear() < 1000) {
            return null;
        }
        var hour = found.group(group);
        var zone = found.group(group + 4);
        if (hour == null) {
            return zone == null ? new Moment(day, null, null) : null;
        }
        var seconds = found.group(group + 2);
        var time = LocalTime.of(
                hour(number(hour), found.group(group + 3)),
                number(found.group(group + 1)),
                seconds == null ? 0 : number(seconds));
        return new Moment(day, time, zone == null ? null : offset(zone));
    }

    private static int hour(int hour, @Nullable String half) {
        if (half == null) {
            return hour;
        }
        return hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    }

    private static ZoneOffset offset(String zone) {
        return Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    /** Two digits: up to 69 this century, as POSIX reads them. */
    private static int century(int year) {
        return year < 70 ? 2000 + year : 1900 + year;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static Map<String, Integer> months(String... names) {
        var months = new HashMap<String, Integer>();
        for (int i = 0; i < names.length; i++) {
            for (var name : names[i].split(" ")) {
                months.put(name, i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
