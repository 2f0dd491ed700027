package io.diabolo.growth;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
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

/** What is to be renewed, month by month, and one renewal with what it is to cost. */
@Controller
class RenewalController {
    static final int MONTHS = 12;
    private final Renewals renewals;
    private final RenewalList list;

    RenewalController(Renewals renewals, RenewalList list) {
        this.renewals = renewals;
        this.list = list;
    }

    @GetMapping("/renewals")
    ModelAndView show(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            Ui ui) {
        var first = Objects.requireNonNullElse(RenewalPage.month(from), YearMonth.from(ui.today()));
        var chosen = RenewalPage.month(month);
        var wanted = RenewalPage.state(state);
        var page = new RenewalPage(
                list.overview(first, MONTHS, ui.me()),
                list.part(RenewalList.Which.of(chosen, wanted, after), ui.me()),
                chosen,
                wanted,
                first,
                ui);
        return new ModelAndView("growth/renewals", Map.of("page", page));
    }

    /** @param percent as typed, or as it stands; {@code fault} what is wrong with it, or empty */
    record One(Renewal renewal, String percent, String fault, boolean stale) {
        boolean isOpen() {
            return renewal.state() == Renewal.State.OPEN;
        }
    }

    @GetMapping("/renewals/{id}")
    ModelAndView one(@PathVariable UUID id, Ui ui) {
        var renewal = renewals.get(id, ui.me());
        return page(new One(renewal, text(renewal.percent(), ui), "", false), HttpStatus.OK);
    }

    private static ModelAndView page(One page, HttpStatus status) {
        return new ModelAndView("growth/renewal", Map.of("page", page), status);
    }

    private static String text(int hundredths, Ui ui) {
        return hundredths == 0
                ? ""
                : ui.number(BigDecimal.valueOf(hundredths, 2).stripTrailingZeros());
    }

    @PostMapping("/renewals/{id}/price")
    ModelAndView price(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String percent,
            @RequestParam(defaultValue = "") String version,
            Ui ui) {
        try {
            var changeSet = renewals.price(id, hundredths(percent), version(version), ui.me());
            ui.flash(Flash.of("renewal.priced").undoneBy("/changes/" + changeSet + "/reversal"));
            var redirect = new RedirectView("/renewals/" + id);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var said = ui.t(fault.key(), fault.args().toArray());
            return page(new One(renewals.get(id, ui.me()), percent, said, false), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion _) {
            return page(new One(renewals.get(id, ui.me()), percent, "", true), HttpStatus.CONFLICT);
        }
    }

    /** As people type a percentage: 3, 3,5 or -2.25. @throws BadInput when it is none */
    static int hundredths(String text) {
        var plain =
                text.replaceAll("[\\s\\u00a0\\u202f%]", "").replace(',', '.').replace('−', '-');
        if (plain.isEmpty()) {
            return 0;
        }
        if (!plain.matches("[+-]?[0-9]{1,4}(\\.[0-9]{1,2})?")) {
            throw new BadInput("percent", "renewal.fault.percent");
        }
        return new BigDecimal(plain).movePointRight(2).intValueExact();
    }

    static @Nullable Integer version(@Nullable String text) {
        var digits = text == null ? "" : text.replaceAll("[^0-9]", "");
        return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
    }
}
