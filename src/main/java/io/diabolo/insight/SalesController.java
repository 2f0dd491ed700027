package io.diabolo.insight;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
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

/** Win rate, revenue and cycle by who sells, what and to whom; each figure opens its deals. */
@Controller
class SalesController {
    private final SalesReport report;
    private final SalesGroups groups;

    SalesController(SalesReport report, SalesGroups groups) {
        this.report = report;
        this.groups = groups;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry salesReportEntry() {
            return NavigationEntry.of(NavigationGroup.CONVERT, 60, "/insight/sales", "sales.title");
        }
    }

    @GetMapping("/insight/sales")
    ModelAndView show(@RequestParam Map<String, String> given, Ui ui) {
        var cut = SalesCut.of(given);
        return new ModelAndView(
                "insight/sales", Map.of("page", SalesPage.of(cut, report.of(cut, ui.me()), groups, ui)));
    }

    @GetMapping("/api/v1/insight/sales")
    @ResponseBody
    Map<String, @Nullable Object> list(@RequestParam Map<String, String> given, Ui ui) {
        var cut = SalesCut.of(given);
        var answer = report.of(cut, ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("by", cut.by().id());
        body.put("currency", answer.total().revenue().currency().getCurrencyCode());
        body.put("total", json(answer.total()));
        List<@Nullable Object> items =
                List.copyOf(answer.rows().stream().map(SalesController::json).toList());
        body.put("items", items);
        body.put("more", answer.cut());
        return body;
    }

    private static Map<String, @Nullable Object> json(SalesReport.Row row) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("group", row.group());
        body.put("label", row.label());
        body.put("deals", row.deals());
        body.put("won", row.won());
        body.put("lost", row.lost());
        body.put("open", row.open());
        body.put("win_rate", row.winRate());
        body.put("revenue", row.revenue().value().toPlainString());
        body.put("without_rate", row.leftOut());
        body.put("mean_days", row.meanDays());
        body.put("median_days", row.medianDays());
        return body;
    }
}
