package io.diabolo.clocks;

import io.diabolo.clocks.CalendarSettings.Settings;
import io.diabolo.clocks.Holidays.Off;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The workspace's working calendar, on a page and in the API. */
@Controller
class CalendarController {
    private final CalendarSettings calendar;
    private final Holidays holidays;

    CalendarController(CalendarSettings calendar, Holidays holidays) {
        this.calendar = calendar;
        this.holidays = holidays;
    }

    record Country(String code, String name) {}

    /** All that the page shows. */
    record CalendarPage(Map<String, String> typed, Map<String, String> faults, List<Country> countries, List<Off> off) {
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

    @GetMapping("/settings/calendar")
    ModelAndView show(Ui ui) {
        ui.me().mayAdminister();
        return page(typed(calendar.settings()), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/settings/calendar")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        try {
            calendar.change(
                    read(form, form.getOrDefault("closing_days", "").lines().toList()), ui.me());
            ui.flash("calendar.saved");
            var view = new RedirectView("/settings/calendar");
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            return page(form, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping("/api/v1/working-calendar")
    @ResponseBody
    Map<String, Object> get() {
        return json(calendar.settings());
    }

    @PutMapping("/api/v1/working-calendar")
    @ResponseBody
    Map<String, Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayAdminister();
        var typed = new LinkedHashMap<String, String>();
        if (body.get("week") instanceof Map<?, ?> week) {
            week.forEach((day, hours) -> typed.put(String.valueOf(day), String.valueOf(hours)));
        }
        typed.put(
                "country",
                String.valueOf(body.getOrDefault("country", calendar.settings().country())));
        typed.put("region", String.valueOf(body.getOrDefault("region", "")));
        var closing = body.get("closing_days") instanceof List<?> days
                ? days.stream().map(CalendarController::line).toList()
                : List.<String>of();
        calendar.change(read(typed, closing), ui.me());
        return json(calendar.settings());
    }

    /** As the page writes it; an API client may give the day alone. */
    private static String line(Object day) {
        return day instanceof Map<?, ?> one
                ? one.get("day") + " " + (one.get("label") == null ? "" : one.get("label"))
                : String.valueOf(day);
    }

    private static Settings read(Map<String, String> typed, List<String> closing) {
        var days = new TreeMap<LocalDate, String>();
        for (var line : closing) {
            if (line.isBlank()) {
                continue;
            }
            var parts = line.strip().split("\\s+", 2);
            try {
                var label = parts.length > 1 ? parts[1] : "";
                var day = LocalDate.parse(parts[0]);
                if (!HoursController.isNear(day)) {
                    throw new BadInput("closing_days", "calendar.fault.day");
                }
                days.put(day, label.substring(0, Math.min(CalendarSettings.LONGEST_LABEL, label.length())));
            } catch (DateTimeException _) {
                throw new BadInput("closing_days", "calendar.fault.day");
            }
        }
        return new Settings(
                CalendarSettings.week(typed),
                typed.getOrDefault("country", "").toUpperCase(Locale.ROOT),
                typed.getOrDefault("region", ""),
                days);
    }

    private static Map<String, String> typed(Settings settings) {
        var typed = new LinkedHashMap<String, String>();
        for (var day : DayOfWeek.values()) {
            typed.put(CalendarSettings.name(day), settings.hours().text(day));
        }
        typed.put("country", settings.country());
        typed.put("region", settings.region());
        typed.put(
                "closing_days",
                settings.closing().entrySet().stream()
                        .map(day -> (day.getKey() + " " + day.getValue()).strip())
                        .collect(Collectors.joining("\n")));
        return typed;
    }

    private static Map<String, Object> json(Settings settings) {
        var week = new LinkedHashMap<String, String>();
        Arrays.stream(DayOfWeek.values())
                .forEach(day ->
                        week.put(CalendarSettings.name(day), settings.hours().text(day)));
        return Map.of(
                "week", week,
                "country", settings.country(),
                "region", settings.region(),
                "closing_days",
                        settings.closing().entrySet().stream()
                                .map(one -> Map.of("day", one.getKey().toString(), "label", one.getValue()))
                                .toList());
    }

    private ModelAndView page(Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var countries = holidays.countries().stream()
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(ui.locale())))
                .sorted(java.util.Comparator.comparing(Country::name, java.text.Collator.getInstance(ui.locale())))
                .toList();
        var off = holidays.of(
                Year.from(ui.today()),
                typed.getOrDefault("country", ""),
                typed.getOrDefault("region", ""),
                ui.locale());
        return new ModelAndView(
                "clocks/calendar", Map.of("page", new CalendarPage(typed, faults, countries, off)), status);
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> all.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    /** Monday, as the reader calls it. */
    static String label(DayOfWeek day, Ui ui) {
        var name = day.getDisplayName(TextStyle.FULL, ui.locale());
        return name.substring(0, 1).toUpperCase(ui.locale()) + name.substring(1);
    }
}
