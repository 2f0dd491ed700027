package io.diabolo.forecast;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What a manager says instead of the computed figure: the form, and all that was said before. */
@Controller
class AdjustmentController {
    private final Adjustments adjustments;
    private final AdjustmentPages pages;
    private final Estimates estimates;

    AdjustmentController(Adjustments adjustments, AdjustmentPages pages, Estimates estimates) {
        this.adjustments = adjustments;
        this.pages = pages;
        this.estimates = estimates;
    }

    @GetMapping("/forecast/adjustments")
    ModelAndView show(@RequestParam Map<String, String> given, Ui ui) {
        var query = ForecastQuery.of(given, estimates.today());
        return new ModelAndView("forecast/adjustments", Map.of("page", pages.page(query, Map.of(), null, ui)));
    }

    @PostMapping("/forecast/adjustments")
    ModelAndView adjust(@RequestParam Map<String, String> given, Ui ui) {
        var query = ForecastQuery.of(given, estimates.today());
        try {
            var minor = given.containsKey("back") ? null : minor(given.getOrDefault("amount", ""));
            var wish = new Adjustments.Wish(query.period(), query.whose(), minor, given.getOrDefault("comment", ""));
            var changeSet = adjustments.adjust(wish, ui.me());
            ui.flash(Flash.of("forecast.adjusted").undoneBy("/changes/" + changeSet + "/reversal"));
            var view = new RedirectView(query.path("/forecast/adjustments"));
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            return new ModelAndView(
                    "forecast/adjustments",
                    Map.of("page", pages.page(query, given, bad.faults().getFirst(), ui)),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** French commas and spaces are taken. */
    private long minor(String typed) {
        var text = typed.replaceAll("[\\s\\u00a0\\u202f€$£]", "").replace(',', '.');
        return minor(text, pages.digits());
    }

    /** @throws BadInput for what isn't an amount of the currency */
    static long minor(@Nullable String text, int digits) {
        if (text == null || !text.matches("[0-9]{1,13}(\\.[0-9]{1,4})?")) {
            throw new BadInput("amount", "forecast.fault.amount");
        }
        try {
            return new BigDecimal(text).movePointRight(digits).longValueExact();
        } catch (ArithmeticException _) {
            throw new BadInput("amount", "forecast.fault.amount");
        }
    }
}
