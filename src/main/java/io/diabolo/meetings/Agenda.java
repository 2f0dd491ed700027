package io.diabolo.meetings;

import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Beginnings of meetings, day by day, as somebody in a zone reads them. */
@Component
class Agenda {
    /** One place for each difference of time that people live with; a zone that isn't here is added when it is somebody's. */
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Europe/Brussels",
            "Europe/Zurich",
            "Europe/Luxembourg",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Madrid",
            "Europe/Berlin",
            "Europe/Rome",
            "Europe/Athens",
            "Europe/Istanbul",
            "Africa/Casablanca",
            "Africa/Algiers",
            "Africa/Tunis",
            "Africa/Dakar",
            "Africa/Johannesburg",
            "America/Sao_Paulo",
            "America/Martinique",
            "America/Halifax",
            "America/Montreal",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "Pacific/Honolulu",
            "Asia/Jerusalem",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Bangkok",
            "Asia/Singapore",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Pacific/Noumea",
            "Pacific/Auckland",
            "Pacific/Tahiti",
            "Indian/Reunion",
            "UTC");

    private final Texts texts;
    private final Clock clock;

    Agenda(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** @param starts none on a day on which nobody can be met */
    record Day(String label, List<Time> starts) {}

    /** @param iso the instant, as it goes through a form */
    record Time(String iso, String label) {}

    List<Day> days(List<Instant> starts, ZoneId zone, Locale locale) {
        var ui = in(zone, locale);
        var days = new ArrayList<Day>();
        LocalDate last = null;
        for (var start : starts) {
            var day = LocalDate.ofInstant(start, zone);
            if (!day.equals(last)) {
                days.add(new Day(label(day, ui), new ArrayList<>()));
                last = day;
            }
            days.getLast().starts().add(new Time(start.toString(), ui.time(start)));
        }
        return days;
    }

    /** Day and time, with the day of the week. */
    String moment(Instant at, ZoneId zone, Locale locale) {
        var ui = in(zone, locale);
        return ui.t("web.moment", label(LocalDate.ofInstant(at, zone), ui), ui.time(at));
    }

    private static String label(LocalDate day, Ui ui) {
        var weekday = DateTimeFormatter.ofPattern("EEEE", ui.locale()).format(day);
        return ui.t("book.day", weekday, ui.dayLong(day));
    }

    private Ui in(ZoneId zone, Locale locale) {
        return Ui.detached(texts, clock, locale, zone);
    }

    /** What may be chosen from, the present one among them. */
    static List<String> zones(ZoneId present) {
        if (ZONES.contains(present.getId())) {
            return ZONES;
        }
        var all = new ArrayList<>(ZONES);
        all.addFirst(present.getId());
        return all;
    }
}
