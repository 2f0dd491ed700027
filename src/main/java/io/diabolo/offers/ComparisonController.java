package io.diabolo.offers;

import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two versions of an offer side by side: what was added, taken away and changed. */
@Controller
class ComparisonController {
    static final String API = "/api/v1/quotes/{id}/comparison";
    private final Quotes quotes;
    private final Versions versions;

    ComparisonController(Quotes quotes, Versions versions) {
        this.quotes = quotes;
        this.versions = versions;
    }

    /** @param versions all of them, to choose others */
    record Page(Comparison comparison, List<Versions.Version> versions, Ui ui) {
        String path() {
            return "/quotes/" + comparison.after().id();
        }

        /** What a line says, part by part: quantity, price, discount, VAT, total, words. */
        List<String> says(@Nullable QuoteLine line, Quote quote) {
            if (line == null) {
                return List.of();
            }
            var amounts = new Amounts(ui.locale());
            var all = new ArrayList<String>();
            all.add(line.name());
            if (!line.kind().equals("text")) {
                all.add(amounts.number(line.quantity()) + (line.unit().isBlank() ? "" : "\u00a0" + line.unit()) + " × "
                        + amounts.price(line.unitPrice(), quote.currency()));
                var period = line.period();
                all.add(ui.t(period == null ? "quote.line.once" : "choice.product.recurring_period." + period.id()));
            }
            if (line.discount() != 0) {
                all.add(ui.t("quote.compare.discount", amounts.percent(line.discount())));
            }
            if (line.item()) {
                all.add(ui.t("quote.compare.vat", amounts.percent(line.vatRate())));
                all.add(amounts.money(Totals.net(line, quote.currency())));
            }
            all.addAll(new TierText(ui::t, ui.locale()).of(line, quote.currency()));
            if (line.optional()) {
                all.add(ui.t("quote.line.optional"));
            }
            line.ramp()
                    .forEach(step -> all.add(ui.t(
                            "quote.compare.ramp",
                            step.year(),
                            amounts.number(line.inYear(step.year()).quantity()),
                            amounts.price(line.inYear(step.year()).unitPrice(), quote.currency()))));
            if (!line.description().isBlank()) {
                all.add(line.description());
            }
            return List.copyOf(all);
        }

        String money(@Nullable Money money) {
            return money == null ? "–" : new Amounts(ui.locale()).money(money);
        }
    }

    /** With the version before it, unless another one is named. */
    @GetMapping(QuoteController.QUOTE + "/comparison")
    ModelAndView show(@PathVariable UUID id, @RequestParam(name = "with", defaultValue = "") String with, Ui ui) {
        var comparison = compare(id, with, ui);
        var page = new Page(comparison, versions.of(comparison.after().series()), ui);
        return new ModelAndView("offers/comparison", Map.of("page", page));
    }

    private Comparison compare(UUID id, String with, Ui ui) {
        var after = quotes.get(id, ui.me());
        var other = QuoteForm.id(with);
        if (other == null) {
            var all = versions.of(after.series());
            var before = all.stream().filter(one -> one.issue() < after.issue()).reduce((_, last) -> last);
            other = before.map(Versions.Version::id).orElse(all.getFirst().id());
        }
        var before = quotes.get(Objects.requireNonNull(other), ui.me());
        if (!before.series().equals(after.series())) {
            throw new NoSuchRecord("quote", before.id());
        }
        return Comparison.of(before, after);
    }

    @GetMapping(API)
    ResponseEntity<Map<String, @Nullable Object>> json(
            @PathVariable UUID id, @RequestParam(name = "with", defaultValue = "") String with, Ui ui) {
        var comparison = compare(id, with, ui);
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("before", comparison.before().id());
        all.put("after", comparison.after().id());
        all.put("same_lines", comparison.same());
        all.put(
                "lines",
                comparison.lines().stream().map(line -> json(line, comparison)).toList());
        all.put("texts", comparison.texts());
        all.put(
                "totals",
                comparison.sums().stream().map(ComparisonController::json).toList());
        return ResponseEntity.ok(all);
    }

    private static Map<String, @Nullable Object> json(Comparison.Change change, Comparison comparison) {
        var before = change.before();
        var after = change.after();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("change", change.kind().name().toLowerCase(java.util.Locale.ROOT));
        all.put("before", before == null ? null : QuoteJson.line(before, comparison.before()));
        all.put("after", after == null ? null : QuoteJson.line(after, comparison.after()));
        return all;
    }

    private static Map<String, @Nullable Object> json(Comparison.Sum sum) {
        var before = sum.before();
        var after = sum.after();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("period", sum.period());
        all.put("before", before == null ? null : before.value().toPlainString());
        all.put("after", after == null ? null : after.value().toPlainString());
        return all;
    }
}
