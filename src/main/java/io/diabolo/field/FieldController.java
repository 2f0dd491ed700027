package io.diabolo.field;

import io.diabolo.directory.PhoneNumbers;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
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

/** The day's visits, and companies near a place. */
@Controller
class FieldController {
    static final String PATH = "/field";
    private final MyDay days;
    private final Nearby nearby;
    private final DropIn dropIn;

    private final Workspaces workspaces;

    FieldController(MyDay days, Nearby nearby, DropIn dropIn, Workspaces workspaces) {
        this.days = days;
        this.nearby = nearby;
        this.dropIn = dropIn;
        this.workspaces = workspaces;
    }

    /**
     * All that the page of a day shows.
     *
     * @param country whose telephone numbers are written without their country
     * @param at the visit whose report couldn't be taken; null when none
     * @param typed what was typed there
     * @param faults by field
     */
    record DayPage(
            LocalDate day,
            List<Visit> visits,
            String country,
            Ui ui,
            @Nullable UUID at,
            Map<String, String> typed,
            Map<String, String> faults) {
        String path(LocalDate other) {
            return PATH + "?day=" + other;
        }

        boolean isToday() {
            return day.equals(ui.today());
        }

        boolean isAt(Visit visit) {
            return visit.meeting().equals(at);
        }

        String value(Visit visit, String field) {
            return isAt(visit) ? typed.getOrDefault(field, "") : "";
        }

        String fault(Visit visit, String field) {
            return isAt(visit) ? faults.getOrDefault(field, "") : "";
        }

        /** Whether it has begun, so that something came of it. */
        boolean hasBegun(Visit visit) {
            return !visit.starts().isAfter(ui.now());
        }

        String readable(String phone) {
            return PhoneNumbers.readable(phone, country);
        }

        String random() {
            return UUID.randomUUID().toString();
        }

        String member() {
            return ui.me().member().toString();
        }
    }

    @GetMapping(PATH)
    ModelAndView day(@RequestParam(defaultValue = "") String day, Ui ui) {
        return page(read(day, ui.today()), null, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    ModelAndView page(
            LocalDate day,
            @Nullable UUID at,
            Map<String, String> typed,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var page = new DayPage(day, days.visits(day, ui.me()), country(), ui, at, typed, faults);
        return new ModelAndView("field/myDay", Map.of("page", page), status);
    }

    private String country() {
        return workspaces.settings().country();
    }

    static LocalDate read(@Nullable String text, LocalDate otherwise) {
        try {
            var day = text == null || text.isBlank() ? otherwise : LocalDate.parse(text.strip());
            return day.getYear() < 1970 || day.getYear() > 9998 ? otherwise : day;
        } catch (DateTimeException _) {
            return otherwise;
        }
    }

    /** @param fault where the postcode can't be one; empty when it can */
    record NearbyPage(Nearby.Around around, Map<Nearby.How, List<Nearby.Company>> found, String country, String fault) {
        String readable(String phone) {
            return PhoneNumbers.readable(phone, country);
        }

        boolean isCut() {
            return found.values().stream().mapToInt(List::size).sum() >= Nearby.SHOWN;
        }
    }

    @GetMapping(PATH + "/nearby")
    ModelAndView near(
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String postcode,
            @RequestParam(defaultValue = "") String city,
            Ui ui) {
        var id = id(company);
        var around = id == null
                ? new Nearby.Around(null, postcode.strip(), plain(city), Nearby.country(null))
                : nearby.around(id, ui.me());
        var wrong = !around.isEmpty() && !around.postcode().matches("[0-9A-Za-z][0-9A-Za-z -]{1,11}");
        var found = around.isEmpty() || wrong ? Map.<Nearby.How, List<Nearby.Company>>of() : nearby.of(around, ui.me());
        return new ModelAndView(
                "field/nearby",
                Map.of("page", new NearbyPage(around, found, country(), wrong ? ui.t("nearby.fault.postcode") : "")),
                wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** Without what no text in the database may hold. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip();
    }

    @PostMapping("/field/companies/{id}/visits")
    ModelAndView begin(@PathVariable UUID id, Ui ui) {
        var view = new RedirectView(PATH + "#visit-" + dropIn.begin(id, ui.me()));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
