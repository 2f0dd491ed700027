package io.diabolo.hiring;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whose time is up and when, and erasing them; what every job description says, and how long candidates are kept. */
@Controller
class CandidateRetentionController {
    private static final int SHOWN = 100;
    private final CandidateRetention retention;
    private final HiringSettings settings;

    CandidateRetentionController(CandidateRetention retention, HiringSettings settings) {
        this.retention = retention;
        this.settings = settings;
    }

    record Page(CandidateRetention.Preview preview, int within, String typed, String fault) {}

    @GetMapping("/candidates/retention")
    ModelAndView show(@RequestParam(defaultValue = "0") String within, Ui ui) {
        return page(within, "", "", HttpStatus.OK, ui);
    }

    private ModelAndView page(String within, String typed, String fault, HttpStatus status, Ui ui) {
        var days = within.matches("0|30|60|90") ? Integer.parseInt(within) : 0;
        var page = new Page(retention.preview(days, SHOWN, ui.me()), days, typed, fault);
        return new ModelAndView("hiring/retention", Map.of("page", page), status);
    }

    @PostMapping("/candidates/retention/erasures")
    ModelAndView erase(@RequestParam(defaultValue = "") String confirmation, Ui ui) {
        try {
            var job = retention.eraseDue(confirmation, ui.me());
            ui.flash("hiring.retention.begun");
            return JobDescriptionController.seeOther("/jobs/" + job);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    "0", confirmation, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    record SettingsPage(Map<String, String> values, Map<String, String> faults) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping("/settings/hiring")
    ModelAndView settings(Ui ui) {
        HiringRights.look(ui.me());
        var now = settings.present();
        return settings(
                Map.of(
                        "about_fr", now.aboutFrench(),
                        "about_en", now.aboutEnglish(),
                        "perks_fr", now.perksFrench(),
                        "perks_en", now.perksEnglish(),
                        "agreement", now.agreement(),
                        "contact", now.contact(),
                        "months", Integer.toString(now.months())),
                Map.of(),
                HttpStatus.OK);
    }

    private static ModelAndView settings(Map<String, String> values, Map<String, String> faults, HttpStatus status) {
        return new ModelAndView("hiring/settings", Map.of("page", new SettingsPage(values, faults)), status);
    }

    @PostMapping("/settings/hiring")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        var months = form.getOrDefault("months", "").strip();
        try {
            settings.change(
                    new HiringSettings.Settings(
                            words(form, "about_fr"),
                            words(form, "about_en"),
                            words(form, "perks_fr"),
                            words(form, "perks_en"),
                            words(form, "agreement"),
                            words(form, "contact"),
                            months.matches("[0-9]{1,3}") ? Integer.parseInt(months) : 0),
                    ui.me());
            ui.flash("hiring.settings.saved");
            return JobDescriptionController.seeOther("/settings/hiring");
        } catch (BadInput bad) {
            return settings(form, JobDescriptionController.faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String words(Map<String, String> form, String name) {
        return form.getOrDefault(name, "").replace("\r\n", "\n").strip();
    }
}
