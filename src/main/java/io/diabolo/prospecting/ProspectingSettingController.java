package io.diabolo.prospecting;

import io.diabolo.platform.BadInput;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How long claims last and who counts as contacted lately. */
@Controller
class ProspectingSettingController {
    private final ProspectingSettings settings;

    ProspectingSettingController(ProspectingSettings settings) {
        this.settings = settings;
    }

    /** @param fault what is wrong with what was typed, or empty */
    record Page(String claimDays, String recentDays, boolean editable, String fault) {}

    @GetMapping("/settings/prospecting")
    ModelAndView show(Ui ui) {
        var now = settings.get();
        return page(String.valueOf(now.claimDays()), String.valueOf(now.recentDays()), "", HttpStatus.OK, ui);
    }

    private static ModelAndView page(String claim, String recent, String fault, HttpStatus status, Ui ui) {
        var page = new Page(claim, recent, Rules.mayEdit(ui.me()), fault);
        return new ModelAndView("prospecting/settings", Map.of("page", page), status);
    }

    @PostMapping("/settings/prospecting")
    ModelAndView save(
            @RequestParam(name = "claim_days", defaultValue = "") String claim,
            @RequestParam(name = "recent_days", defaultValue = "") String recent,
            Ui ui) {
        try {
            settings.set(new ProspectingSettings.Setting(days(claim), days(recent)), ui.me());
            ui.flash("prospecting.saved");
            return ProfileEditController.seeOther("/settings/prospecting");
        } catch (BadInput bad) {
            return page(claim, recent, ui.t(bad.faults().getFirst().key()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** What isn't a small number is refused with the rest. */
    private static int days(String text) {
        return text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : -1;
    }
}
