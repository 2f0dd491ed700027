package io.diabolo.clocks;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Public holidays by country, from Jollyday; each year is worked out once. */
@Component
class Holidays {
    /** The departments in which Good Friday and 26 December are public holidays. */
    static final String ALSACE_MOSELLE = "alsace-moselle";

    private static final String BAS_RHIN = "67";
    private static final Set<String> COUNTRIES = HolidayManager.getSupportedCalendarCodes().stream()
            .map(code -> code.toUpperCase(Locale.ROOT))
            .filter(code -> code.matches("[A-Z]{2}"))
            .collect(Collectors.toCollection(TreeSet::new));

    private final Map<String, Set<LocalDate>> years = new ConcurrentHashMap<>();

    /** A day that is off, by its name in the reader's language. */
    record Off(LocalDate day, String name) {}

    /** ISO codes of the countries that are known. */
    Set<String> countries() {
        return COUNTRIES;
    }

    boolean isHoliday(LocalDate day, String country, String region) {
        return COUNTRIES.contains(country)
                && years.computeIfAbsent(
                                country + "/" + region + "/" + day.getYear(),
                                _ -> found(Year.from(day), country, region).stream()
                                        .map(Holiday::getDate)
                                        .collect(Collectors.toSet()))
                        .contains(day);
    }

    List<Off> of(Year year, String country, String region, Locale locale) {
        if (!COUNTRIES.contains(country)) {
            return List.of();
        }
        var all = new ArrayList<Off>();
        found(year, country, region).stream()
                .sorted(java.util.Comparator.comparing(Holiday::getDate))
                .forEach(one -> all.add(new Off(one.getDate(), one.getDescription(locale))));
        return all;
    }

    private static Set<Holiday> found(Year year, String country, String region) {
        var manager = HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
        return country.equals("FR") && region.equals(ALSACE_MOSELLE)
                ? manager.getHolidays(year, HolidayType.PUBLIC_HOLIDAY, BAS_RHIN)
                : manager.getHolidays(year, HolidayType.PUBLIC_HOLIDAY);
    }
}
