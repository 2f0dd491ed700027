package io.diabolo.delivery;

import io.diabolo.delivery.RecurringReport.Basis;
import io.diabolo.delivery.RecurringReport.Month;
import io.diabolo.platform.Money;
import io.diabolo.records.SheetText;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Recurring money month by month: what came, what grew, what went. Page, file and API give the same figures. */
@Controller
class RecurringController {
    private static final int MONTHS = 12;
    private final RecurringReport report;

    RecurringController(RecurringReport report) {
        this.report = report;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry recurringEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 60, "/insight/mrr", "mrr.title");
        }

        @Bean
        NavigationEntry customerRetentionEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 61, "/insight/retention", "customer-retention.title");
        }
    }

    /** All that the page shows. */
    record Page(RecurringReport.Report report, Months span, RecurringDrawing drawing, Ui ui) {
        String money(long minor) {
            return ui.money(Money.ofMinor(minor, report.currency().getCurrencyCode()));
        }

        /** Nothing where nothing moved, so that what did stands out. */
        String moved(Month month, Movement movement) {
            var part = month.of(movement);
            return part.customers() == 0 ? "–" : money(part.minor());
        }

        String name(YearMonth month) {
            return ui.month(month);
        }

        String path(Basis basis) {
            return "/insight/mrr?basis=" + basis.id() + span.query();
        }

        String sheet() {
            return "/insight/mrr/sheet?basis=" + report.basis().id() + span.query();
        }
    }

    @GetMapping("/insight/mrr")
    ModelAndView show(@RequestParam Map<String, String> asked, Ui ui) {
        var span = Months.of(asked, MONTHS, ui);
        var answer = answer(asked, span, ui);
        return new ModelAndView(
                "delivery/recurring", Map.of("page", new Page(answer, span, RecurringDrawing.of(answer.months()), ui)));
    }

    private RecurringReport.Report answer(Map<String, String> asked, Months span, Ui ui) {
        return report.of(span.from(), span.to(), Basis.named(asked.getOrDefault("basis", "")), ui.me());
    }

    @GetMapping("/insight/mrr/sheet")
    void sheet(@RequestParam Map<String, String> asked, Ui ui, HttpServletResponse response) throws IOException {
        var answer = answer(asked, Months.of(asked, MONTHS, ui), ui);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"mrr.csv\"");
        var parts = String.valueOf(SheetText.separator(ui.me()));
        var text = new StringBuilder("\uFEFF");
        text.append(String.join(parts, head(ui))).append("\r\n");
        for (var month : answer.months()) {
            text.append(month.month()).append(parts).append(plain(month.start(), answer, ui));
            for (var movement : Movement.values()) {
                text.append(parts).append(plain(month.of(movement).minor(), answer, ui));
            }
            text.append(parts).append(plain(month.end(), answer, ui)).append("\r\n");
        }
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> head(Ui ui) {
        var all = new java.util.ArrayList<>(List.of(ui.t("mrr.month"), ui.t("mrr.start")));
        for (var movement : Movement.values()) {
            all.add(ui.t("mrr.movement." + movement.id()));
        }
        all.add(ui.t("mrr.end"));
        return all;
    }

    private static String plain(long minor, RecurringReport.Report answer, Ui ui) {
        var text = Money.ofMinor(minor, answer.currency().getCurrencyCode())
                .value()
                .toPlainString();
        return ui.me().isFrench() ? text.replace('.', ',') : text;
    }

    @GetMapping("/api/v1/insight/mrr")
    @ResponseBody
    Map<String, @Nullable Object> list(@RequestParam Map<String, String> asked, Ui ui) {
        var answer = answer(asked, Months.of(asked, MONTHS, ui), ui);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("basis", answer.basis().id());
        body.put("currency", answer.currency().getCurrencyCode());
        body.put("uncounted_contracts", answer.uncounted());
        body.put(
                "items",
                answer.months().stream().map(month -> json(month, answer)).toList());
        return body;
    }

    private static Map<String, Object> json(Month month, RecurringReport.Report answer) {
        var body = new LinkedHashMap<String, Object>();
        body.put("month", month.month().toString());
        body.put("start", amount(month.start(), answer));
        for (var movement : Movement.values()) {
            body.put(movement.id(), amount(month.of(movement).minor(), answer));
            body.put(movement.id() + "_customers", month.of(movement).customers());
        }
        body.put("end", amount(month.end(), answer));
        return body;
    }

    private static String amount(long minor, RecurringReport.Report answer) {
        return Money.ofMinor(minor, answer.currency().getCurrencyCode()).value().toPlainString();
    }
}
