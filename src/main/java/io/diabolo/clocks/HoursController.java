package io.diabolo.clocks;

import io.diabolo.clocks.CalendarSettings.Personal;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** When a member works: own hours and absences, set by themselves or an administrator. */
@Controller
class HoursController {
    private final CalendarSettings calendar;

    HoursController(CalendarSettings calendar) {
        this.calendar = calendar;
    }

    /** @param mine whether the reader may change it */
    record HoursPage(Personal personal, boolean mine, Map<String, String> typed, Map<String, String> faults) {
        String path() {
            return "/members/" + personal.member().id() + "/hours";
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        List<DayOfWeek> days() {
            return List.of(DayOfWeek.values());
        }
    }

    @GetMapping("/hours")
    ModelAndView own(Ui ui) {
        return page(ui.me().member(), ui);
    }

    @GetMapping("/members/{id}/hours")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(new MemberId(id), ui);
    }

    @PostMapping("/members/{id}/hours")
    ModelAndView change(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var asOthers = "others".equals(form.get("as"));
            calendar.change(new MemberId(id), asOthers ? null : CalendarSettings.week(form), ui.me());
            return saved(id, ui);
        } catch (BadInput bad) {
            return refused(id, form, bad, ui);
        }
    }

    @PostMapping("/members/{id}/absences")
    ModelAndView away(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            calendar.away(new MemberId(id), day(form, "from"), day(form, "to"), ui.me());
            return saved(id, ui);
        } catch (BadInput bad) {
            return refused(id, form, bad, ui);
        }
    }

    @PostMapping("/members/{id}/absences/{absence}/deletion")
    ModelAndView back(@PathVariable UUID id, @PathVariable UUID absence, Ui ui) {
        calendar.back(new MemberId(id), absence, ui.me());
        return saved(id, ui);
    }

    private static @Nullable LocalDate day(Map<String, String> form, String name) {
        var text = form.getOrDefault(name, "");
        try {
            var day = text.isBlank() ? null : LocalDate.parse(text);
            if (day == null || isNear(day)) {
                return day;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw new BadInput(name, "calendar.fault.day");
    }

    /** Whether a calendar of people who work may name it. */
    static boolean isNear(LocalDate day) {
        return day.getYear() > 1999 && day.getYear() < 2200;
    }

    private static ModelAndView saved(UUID id, Ui ui) {
        ui.flash("calendar.saved");
        var view = new RedirectView("/members/" + id + "/hours");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private ModelAndView refused(UUID id, Map<String, String> form, BadInput bad, Ui ui) {
        var personal = calendar.of(new MemberId(id));
        var typed = typed(personal);
        typed.putAll(form);
        var page = new HoursPage(personal, true, typed, CalendarController.faults(bad, ui));
        return new ModelAndView("clocks/hours", Map.of("page", page), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(MemberId id, Ui ui) {
        var personal = calendar.of(id);
        var page = new HoursPage(personal, CalendarSettings.isChangedBy(id, ui.me()), typed(personal), Map.of());
        return new ModelAndView("clocks/hours", Map.of("page", page));
    }

    private static Map<String, String> typed(Personal personal) {
        var typed = new LinkedHashMap<String, String>();
        for (var day : DayOfWeek.values()) {
            typed.put(CalendarSettings.name(day), personal.hours().text(day));
        }
        return typed;
    }
}
