package io.diabolo.growth;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** How early renewals are opened. */
@Controller
class RenewalSettingController {
    private static final String PATH = "/settings/renewals";
    private final RenewalSettings settings;

    RenewalSettingController(RenewalSettings settings) {
        this.settings = settings;
    }

    /** @param fault what is wrong with what was typed, or empty */
    record Page(String daysAhead, int version, boolean editable, String fault, boolean stale) {}

    @GetMapping(PATH)
    ModelAndView show(Ui ui) {
        var now = settings.get();
        return page(
                new Page(String.valueOf(now.daysAhead()), now.version(), Rules.mayEdit(ui.me()), "", false),
                HttpStatus.OK);
    }

    private static ModelAndView page(Page page, HttpStatus status) {
        return new ModelAndView("growth/settings", Map.of("page", page), status);
    }

    @PostMapping(PATH)
    ModelAndView save(
            @RequestParam(name = "days_ahead", defaultValue = "") String days,
            @RequestParam(defaultValue = "") String version,
            Ui ui) {
        try {
            var typed = days.strip().matches("[0-9]{1,4}") ? Integer.parseInt(days.strip()) : -1;
            settings.set(typed, RenewalController.version(version), ui.me());
            ui.flash("renewal.saved");
            var redirect = new RedirectView(PATH);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    new Page(
                            days,
                            settings.get().version(),
                            true,
                            ui.t(fault.key(), fault.args().toArray()),
                            false),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion _) {
            return page(new Page(days, settings.get().version(), true, "", true), HttpStatus.CONFLICT);
        }
    }
}
