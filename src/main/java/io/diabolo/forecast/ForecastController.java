package io.diabolo.forecast;

import io.diabolo.platform.NotAllowed;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The forecast of a period, what changed in it, how right it was, and what statistics say. */
@Controller
class ForecastController {
    private final ForecastPages pages;
    private final ChangesPages changesPages;
    private final AccuracyPages accuracyPages;
    private final Estimates estimates;
    private final Snapshots snapshots;

    ForecastController(
            ForecastPages pages,
            ChangesPages changesPages,
            AccuracyPages accuracyPages,
            Estimates estimates,
            Snapshots snapshots) {
        this.pages = pages;
        this.changesPages = changesPages;
        this.accuracyPages = accuracyPages;
        this.estimates = estimates;
        this.snapshots = snapshots;
    }

    private ForecastQuery query(Map<String, String> given) {
        return ForecastQuery.of(given, estimates.today());
    }

    @GetMapping("/forecast")
    ModelAndView show(@RequestParam Map<String, String> given, Ui ui) {
        return new ModelAndView("forecast/forecast", Map.of("page", pages.page(query(given), ui)));
    }

    @GetMapping("/forecast/changes")
    ModelAndView changes(@RequestParam Map<String, String> given, Ui ui) {
        return new ModelAndView("forecast/changes", Map.of("page", changesPages.page(query(given), given, ui)));
    }

    @GetMapping("/forecast/accuracy")
    ModelAndView accuracy(@RequestParam Map<String, String> given, Ui ui) {
        return new ModelAndView("forecast/accuracy", Map.of("page", accuracyPages.page(query(given), ui)));
    }

    @GetMapping("/forecast/estimate")
    ModelAndView estimate(@RequestParam Map<String, String> given, Ui ui) {
        return new ModelAndView("forecast/estimate", Map.of("page", accuracyPages.estimate(query(given), ui)));
    }

    /** Weeks that passed before Diabolo took snapshots, from the ledger. */
    @PostMapping("/forecast/past-weeks")
    ModelAndView rebuild(Ui ui) {
        ui.me().mayWrite();
        if (!ForecastPages.maySeeToIt(ui)) {
            throw new NotAllowed("forecast");
        }
        ui.flash("forecast.rebuilt", snapshots.rebuild());
        var view = new RedirectView("/forecast/accuracy");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
