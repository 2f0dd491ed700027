package io.diabolo.directory;

import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which administrators set the limits of the segments. */
@Controller
class SegmentLimitController {
    private final SegmentLimits limits;

    SegmentLimitController(SegmentLimits limits) {
        this.limits = limits;
    }

    /**
     * One row of the form, by the parameters' own names.
     *
     * @param segment its id, as in the choices of a company's segment
     * @param legalHeadcount what the decree says, and so for turnover
     */
    record Row(
            String segment,
            String headcount,
            String turnover,
            String headcountFault,
            String turnoverFault,
            String legalHeadcount,
            String legalTurnover) {}

    @GetMapping("/settings/segments")
    ModelAndView show(Ui ui) {
        var present = limits.limits(ui.me());
        return page(present.currency(), typed(present, ui::number), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/settings/segments")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        var currency = limits.limits(ui.me()).currency();
        try {
            var given = read(form, currency);
            var to = "/settings/segments";
            switch (limits.change(given.getFirst(), given.get(1), given.get(2), ui.me())) {
                case SegmentLimits.Answer.Begun(var job) -> to = "/jobs/" + job;
                case SegmentLimits.Answer.Changed(var changeSet, var companies) -> {
                    if (changeSet != null) {
                        ui.flash(Flash.of("segments.saved", companies).undoneBy("/changes/" + changeSet + "/reversal"));
                    }
                }
            }
            var view = new RedirectView(to);
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults().forEach(fault -> faults.put(fault.field(), ui.t(fault.key())));
            return page(currency, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static List<Limit> read(Map<String, String> form, Currency currency) {
        var faults = new ArrayList<BadInput.Fault>();
        var all = new ArrayList<Limit>();
        for (var segment : List.of("micro", "smb", "mid_market")) {
            var headcount = number(form, segment + ".headcount", 0, faults);
            all.add(new Limit(
                    headcount, number(form, segment + ".turnover", currency.getDefaultFractionDigits(), faults)));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return all;
    }

    /** A number as people write it, in units of so many decimals; 0 when it can't be read, and a fault. */
    private static long number(Map<String, String> form, String name, int decimals, List<BadInput.Fault> faults) {
        var bare = form.getOrDefault(name, "").replaceAll("[\\s\\u00a0\\u202f]", "");
        // 50,000,000 as the English group it; any other comma is a decimal one.
        var grouped = bare.matches("[0-9]{1,3}(,[0-9]{3})+");
        var plain = grouped ? bare.replace(",", "") : bare.replace(',', '.');
        if (plain.matches("[0-9]{1,13}(\\.[0-9]{1,2})?")) {
            try {
                return new BigDecimal(plain).movePointRight(decimals).longValueExact();
            } catch (ArithmeticException _) {
                // said below
            }
        }
        faults.add(new BadInput.Fault(name, "segments.fault.number"));
        return 0;
    }

    private static Map<String, String> typed(Limits limits, Function<BigDecimal, String> written) {
        var form = new LinkedHashMap<String, String>();
        put(form, "micro", limits.micro(), limits.currency(), written);
        put(form, "smb", limits.smb(), limits.currency(), written);
        put(form, "mid_market", limits.midMarket(), limits.currency(), written);
        return form;
    }

    private static void put(
            Map<String, String> form,
            String segment,
            Limit limit,
            Currency currency,
            Function<BigDecimal, String> written) {
        form.put(segment + ".headcount", written.apply(BigDecimal.valueOf(limit.headcount())));
        form.put(
                segment + ".turnover",
                written.apply(BigDecimal.valueOf(limit.turnover(), currency.getDefaultFractionDigits())));
    }

    private static ModelAndView page(
            Currency currency, Map<String, String> form, Map<String, String> faults, HttpStatus status, Ui ui) {
        var legal = Limits.legal(currency);
        var rows = List.of(
                row("micro", legal.micro(), currency, form, faults, ui),
                row("smb", legal.smb(), currency, form, faults, ui),
                row("mid_market", legal.midMarket(), currency, form, faults, ui));
        var model = Map.of(
                "rows",
                rows,
                "currency",
                currency.getSymbol(ui.locale()),
                "legal",
                typed(legal, BigDecimal::toPlainString));
        return new ModelAndView("directory/segments", model, status);
    }

    private static Row row(
            String segment,
            Limit legal,
            Currency currency,
            Map<String, String> form,
            Map<String, String> faults,
            Ui ui) {
        return new Row(
                segment,
                form.getOrDefault(segment + ".headcount", ""),
                form.getOrDefault(segment + ".turnover", ""),
                faults.getOrDefault(segment + ".headcount", ""),
                faults.getOrDefault(segment + ".turnover", ""),
                ui.number(legal.headcount()),
                ui.moneyShort(Money.ofMinor(legal.turnover(), currency.getCurrencyCode())));
    }
}
