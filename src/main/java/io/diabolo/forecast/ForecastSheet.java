package io.diabolo.forecast;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.diabolo.platform.Money;
import io.diabolo.records.SheetText;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The roll-up as a file: the rows of the page with their exact figures. */
@Controller
class ForecastSheet {
    private static final String MARK = "\uFEFF";
    private final ForecastPages pages;
    private final Estimates estimates;

    ForecastSheet(ForecastPages pages, Estimates estimates) {
        this.pages = pages;
        this.estimates = estimates;
    }

    @GetMapping({"/forecast/sheet", "/api/v1/forecast/sheet"})
    void sheet(@RequestParam Map<String, String> given, Ui ui, HttpServletResponse response) throws IOException {
        var page = pages.page(ForecastQuery.of(given, estimates.today()), ui);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"forecast-" + page.query().period().id() + ".csv\"");
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write(MARK);
        try (var csv = CsvWriter.builder()
                .fieldSeparator(SheetText.separator(ui.me()))
                .quoteStrategy(QuoteStrategies.REQUIRED)
                .build(out)) {
            csv.writeRecord(headers(ui));
            page.lines().forEach(line -> csv.writeRecord(cells(line, page)));
            var leftOut = page.rollUp().leftOut();
            if (leftOut.isAny()) {
                csv.writeRecord(ui.t("forecast.left-out", leftOut.deals(), String.join(", ", leftOut.currencies())));
            }
        }
    }

    private static List<String> headers(Ui ui) {
        var all = new ArrayList<String>();
        all.add(ui.t("forecast.column.who"));
        all.add(ui.t("forecast.column.target"));
        for (var part : ForecastPage.PARTS) {
            all.add(ui.t("forecast.part." + part.id()));
            all.add(ui.t("forecast.column.deals", ui.t("forecast.part." + part.id())));
        }
        all.add(ui.t("forecast.column.computed"));
        all.add(ui.t("forecast.column.forecast"));
        all.add(ui.t("forecast.column.currency"));
        return all;
    }

    private static List<String> cells(ForecastPage.Line line, ForecastPage page) {
        var row = line.row();
        var target = row.target();
        var all = new ArrayList<String>();
        all.add(SheetText.harmless("    ".repeat(row.depth()) + line.name()));
        all.add(target == null ? "" : amount(target, page));
        for (var part : ForecastPage.PARTS) {
            all.add(amount(row.sums().of(part).minor(), page));
            all.add(String.valueOf(row.sums().of(part).count()));
        }
        all.add(amount(row.sums().forecast(), page));
        all.add(amount(row.forecast(), page));
        all.add(page.rollUp().currency());
        return all;
    }

    private static String amount(long minor, ForecastPage page) {
        return Money.ofMinor(minor, page.rollUp().currency()).value().toPlainString();
    }
}
