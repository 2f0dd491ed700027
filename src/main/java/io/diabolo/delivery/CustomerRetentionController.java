package io.diabolo.delivery;

import io.diabolo.delivery.RecurringReport.Basis;
import io.diabolo.delivery.RetentionReport.By;
import io.diabolo.delivery.RetentionReport.Cohort;
import io.diabolo.delivery.RetentionReport.Line;
import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Retention of what customers pay: by segment, product, CSM or start month, and cohort by cohort. */
@Controller
class CustomerRetentionController {
    private static final int MONTHS = 12;
    private final RetentionReport report;

    CustomerRetentionController(RetentionReport report) {
        this.report = report;
    }

    /** All that the page shows. */
    record Page(RetentionReport.Report report, List<Cohort> cohorts, Ui ui) {
        private static final int TINTS = 10;

        String money(long minor) {
            return ui.money(Money.ofMinor(minor, report.currency().getCurrencyCode()));
        }

        String share(@Nullable Double share) {
            return share == null ? "–" : ui.percent(share, 1);
        }

        String name(Line line) {
            if (line.group() == null) {
                return ui.t("customer-retention.none." + report.by().id());
            }
            return switch (report.by()) {
                case SEGMENT -> ui.t("choice.company.segment." + line.group());
                case COHORT -> ui.month(java.time.YearMonth.parse(line.group()));
                case PRODUCT, CSM -> line.label();
            };
        }

        String month(java.time.YearMonth month) {
            return ui.month(month);
        }

        int widest() {
            return cohorts.stream()
                    .mapToInt(cohort -> cohort.minor().size())
                    .max()
                    .orElse(0);
        }

        String cell(Cohort cohort, int at) {
            var first = cohort.minor().getFirst();
            return first == 0 ? "–" : ui.percent(cohort.minor().get(at) / (double) first, 0);
        }

        String title(Cohort cohort, int at) {
            return ui.t(
                    "customer-retention.cell",
                    money(cohort.minor().get(at)),
                    cohort.customers().get(at));
        }

        /** From 0 to 10, as the cell is tinted. */
        int tint(Cohort cohort, int at) {
            var first = cohort.minor().getFirst();
            return first == 0
                    ? 0
                    : (int) Math.min(TINTS, Math.round(cohort.minor().get(at) * (double) TINTS / first));
        }

        String path(By by) {
            return "/insight/retention?basis=" + report.basis().id() + "&by=" + by.id()
                    + report.span().query();
        }

        String path(Basis basis) {
            return "/insight/retention?basis=" + basis.id() + "&by="
                    + report.by().id() + report.span().query();
        }
    }

    @GetMapping("/insight/retention")
    ModelAndView show(@RequestParam Map<String, String> asked, Ui ui) {
        var answer = answer(asked, ui);
        var page = new Page(answer, report.cohorts(answer.span(), answer.basis(), ui.me()), ui);
        return new ModelAndView("delivery/retention", Map.of("page", page));
    }

    private RetentionReport.Report answer(Map<String, String> asked, Ui ui) {
        return report.of(
                Months.of(asked, MONTHS, ui),
                Basis.named(asked.getOrDefault("basis", "")),
                By.named(asked.getOrDefault("by", "")),
                ui.me());
    }

    @GetMapping("/api/v1/insight/retention")
    @ResponseBody
    Map<String, @Nullable Object> list(@RequestParam Map<String, String> asked, Ui ui) {
        var answer = answer(asked, ui);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("basis", answer.basis().id());
        body.put("by", answer.by().id());
        body.put("from", answer.span().from().toString());
        body.put("to", answer.span().to().toString());
        body.put("currency", answer.currency().getCurrencyCode());
        body.put("total", json(answer.total(), answer));
        body.put(
                "items", answer.lines().stream().map(line -> json(line, answer)).toList());
        body.put("more", answer.more());
        body.put(
                "cohorts",
                report.cohorts(answer.span(), answer.basis(), ui.me()).stream()
                        .map(cohort -> json(cohort, answer))
                        .toList());
        return body;
    }

    /** By the short address too, which without a basis is that of the periods for which people are kept. */
    @GetMapping(path = "/api/v1/retention", params = "basis")
    @ResponseBody
    Map<String, @Nullable Object> listByBasis(@RequestParam Map<String, String> asked, Ui ui) {
        return list(asked, ui);
    }

    private static Map<String, @Nullable Object> json(Line line, RetentionReport.Report answer) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("group", line.group());
        body.put("label", line.label());
        body.put("start", amount(line.start(), answer));
        body.put("churn", amount(line.churn(), answer));
        body.put("contraction", amount(line.contraction(), answer));
        body.put("expansion", amount(line.expansion(), answer));
        body.put("end", amount(line.end(), answer));
        body.put("grr", line.gross());
        body.put("nrr", line.net());
        body.put("customers", line.customers());
        body.put("lost_customers", line.lost());
        body.put("logo_churn", line.logoChurn());
        return body;
    }

    private static Map<String, Object> json(Cohort cohort, RetentionReport.Report answer) {
        return Map.of(
                "month", cohort.month().toString(),
                "amounts",
                        cohort.minor().stream()
                                .map(minor -> amount(minor, answer))
                                .toList(),
                "customers", cohort.customers());
    }

    private static String amount(long minor, RetentionReport.Report answer) {
        return Money.ofMinor(minor, answer.currency().getCurrencyCode()).value().toPlainString();
    }
}
