package io.diabolo.health;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
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

/** A customer's health with its reasons, its past and its risk; measured anew, and put aside. */
@Controller
class HealthController {
    private final Healths healths;
    private final HealthOverview overview;

    HealthController(Healths healths, HealthOverview overview) {
        this.healths = healths;
        this.overview = overview;
    }

    @GetMapping("/customers/health")
    ModelAndView all(Ui ui) {
        return new ModelAndView("health/overview", Map.of("page", overview.page(ui)));
    }

    @PostMapping("/customers/health/measurements")
    ModelAndView measureAll(Ui ui) {
        healths.measureAll(ui.me());
        ui.flash("health.begun");
        return seeOther("/customers/health");
    }

    /** An entry of the list leads to its company's health. */
    @GetMapping("/account-health/{id:[0-9a-fA-F-]{36}}")
    ModelAndView entry(@PathVariable UUID id, Ui ui) {
        return seeOther(path(healths.companyOf(id, ui.me())));
    }

    private static String path(UUID company) {
        return "/companies/" + company + "/health";
    }

    @GetMapping("/companies/{id}/health")
    ModelAndView show(@PathVariable("id") UUID company, Ui ui) {
        return page(company, "", "", HttpStatus.OK, ui);
    }

    private ModelAndView page(UUID company, String fault, String note, HttpStatus status, Ui ui) {
        var page = new HealthPage(healths.of(company, ui), Healths.mayCare(ui.me()), fault, note, ui);
        return new ModelAndView("health/health", Map.of("page", page), status);
    }

    @PostMapping("/companies/{id}/health/measurements")
    ModelAndView measure(@PathVariable("id") UUID company, Ui ui) {
        try {
            healths.measure(company, ui.me());
            ui.flash("health.measured");
            return seeOther(path(company));
        } catch (BadInput bad) {
            return page(company, said(bad, ui), "", HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/companies/{id}/health/risks/{risk}/ending")
    ModelAndView putAside(
            @PathVariable("id") UUID company,
            @PathVariable UUID risk,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String version,
            Ui ui) {
        try {
            healths.putAside(company, risk, note, version(version), ui.me());
            ui.flash("risk.aside");
            return seeOther(path(company));
        } catch (BadInput bad) {
            return page(company, said(bad, ui), note, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(company, ui.t("risk.stale"), note, HttpStatus.CONFLICT, ui);
        }
    }

    private static String said(BadInput bad, Ui ui) {
        var fault = bad.faults().getFirst();
        return ui.t(fault.key(), fault.args().toArray());
    }

    static @Nullable Integer version(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
