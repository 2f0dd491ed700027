package io.diabolo.privacy;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.HashMap;
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

/** Whose time is up, when, and why: the settings, the preview, keeping and erasing. */
@Controller
class RetentionController {
    private static final int SHOWN = 50;
    private final Retention retention;

    RetentionController(Retention retention) {
        this.retention = retention;
    }

    record Page(
            Retention.Preview preview,
            int within,
            LocalDate inAYear,
            Map<String, String> typed,
            Map<String, String> faults) {
        String value(String name, Object otherwise) {
            return typed.getOrDefault(name, String.valueOf(otherwise));
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        long dueNow() {
            return preview.counts().getFirst().people();
        }

        /** Empty on the last page. */
        String next() {
            var rows = preview.rows();
            return preview.more()
                    ? "/retention?within=" + within + "&after=" + rows.getLast().dueOn() + "&id="
                            + rows.getLast().id()
                    : "";
        }
    }

    @GetMapping("/retention")
    ModelAndView show(
            @RequestParam(defaultValue = "0") String within,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(name = "id", required = false) @Nullable UUID id,
            Ui ui) {
        return page(within, PersonPrivacyController.day(after), id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            String within,
            @Nullable LocalDate after,
            @Nullable UUID id,
            Map<String, String> typed,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var days = within.matches("0|30|60|90") ? Integer.parseInt(within) : 0;
        var preview = retention.preview(days, after, id, SHOWN, ui.me());
        var page = new Page(preview, days, ui.today().plusYears(1), typed, faults);
        return new ModelAndView("privacy/retention", Map.of("page", page), status);
    }

    private ModelAndView refused(Map<String, String> form, BadInput bad, Ui ui) {
        var faults = new HashMap<>(PersonPrivacyController.faults(bad, ui));
        if (form.containsKey("person")) {
            faults.put("person." + form.get("person"), String.join(" ", faults.values()));
        }
        return page(form.getOrDefault("within", "0"), null, null, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    @PostMapping("/retention")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var months = form.getOrDefault("months", "").strip();
            retention.change(
                    months.matches("[0-9]{1,4}") ? Integer.parseInt(months) : 0, form.containsKey("active"), ui.me());
            ui.flash("retention.saved");
            return PersonPrivacyController.seeOther("/retention");
        } catch (BadInput bad) {
            return refused(form, bad, ui);
        }
    }

    @PostMapping("/retention/erasures")
    ModelAndView erase(@RequestParam Map<String, String> form, Ui ui) {
        try {
            retention.eraseDue(form.get("confirmation"), ui.me());
            ui.flash("retention.begun");
            return PersonPrivacyController.seeOther("/erasures");
        } catch (BadInput bad) {
            return refused(form, bad, ui);
        }
    }

    @PostMapping("/people/{id}/retention-exception")
    ModelAndView keep(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            retention.keep(id, form.get("reason"), PersonPrivacyController.day(form.get("until")), ui.me());
            ui.flash("retention.kept");
            return PersonPrivacyController.seeOther("/retention");
        } catch (BadInput bad) {
            var typed = new HashMap<>(form);
            typed.put("person", id.toString());
            return refused(typed, bad, ui);
        }
    }

    @PostMapping("/people/{id}/retention-exception/deletion")
    ModelAndView letGo(@PathVariable UUID id, Ui ui) {
        retention.letGo(id, ui.me());
        ui.flash("retention.let-go");
        return PersonPrivacyController.seeOther("/retention");
    }
}
