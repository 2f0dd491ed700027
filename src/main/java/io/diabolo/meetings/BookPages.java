package io.diabolo.meetings;

import io.diabolo.meetings.Visitors.Offered;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts the public pages together. */
@Component
class BookPages {
    private static final int WEEK = 7;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private final Agenda agenda;

    BookPages(Agenda agenda) {
        this.agenda = agenda;
    }

    /** What an address asks for; what can't be read is as if it weren't there. */
    record Asked(
            ZoneId zone, @Nullable LocalDate from, @Nullable Instant at) {
        static Asked of(Map<String, String> parameters, ZoneId otherwise) {
            var at = BookPages.instant(parameters.get("at"));
            var zone = BookPages.zone(parameters.get("zone"), otherwise);
            var from = BookPages.day(parameters.get("from"));
            return new Asked(zone, from == null && at != null ? LocalDate.ofInstant(at, zone) : from, at);
        }
    }

    ModelAndView page(
            Offered offered,
            Asked asked,
            String path,
            boolean moves,
            boolean taken,
            Map<String, String> typed,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var at = asked.at();
        // What somebody else took is no longer chosen; what was typed stays.
        var chosen = at != null && !taken && offered.starts().contains(at) ? at : null;
        var today = LocalDate.ofInstant(ui.now(), asked.zone());
        var first = offered.first();
        var page = new BookPage(
                path,
                offered.door().kind(),
                offered.door().hostName(),
                offered.door().minutes(),
                asked.zone().getId(),
                Agenda.zones(asked.zone()),
                agenda.days(offered.starts(), asked.zone(), ui.locale()),
                first.isAfter(today)
                        ? (first.minusDays(WEEK).isBefore(today) ? today : first.minusDays(WEEK)).toString()
                        : "",
                first.plusDays(WEEK).toString(),
                chosen == null ? "" : chosen.toString(),
                chosen == null ? "" : agenda.moment(chosen, asked.zone(), ui.locale()),
                taken || (at != null && chosen == null),
                moves,
                typed,
                faults);
        return new ModelAndView("meetings/book", Map.of("page", page), status);
    }

    static ZoneId zone(@Nullable String id, ZoneId otherwise) {
        if (id == null || !ZoneId.getAvailableZoneIds().contains(id)) {
            return otherwise;
        }
        return ZoneId.of(id);
    }

    /** Within what days can be counted with, in every zone. */
    static @Nullable Instant instant(@Nullable String text) {
        try {
            var at = text == null || text.isBlank() ? null : Instant.parse(text);
            return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Within a year of now nobody asks for more. */
    static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null || !text.matches("\\d{4}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 2000 || day.getYear() > 2200 ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
