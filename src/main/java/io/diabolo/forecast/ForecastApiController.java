package io.diabolo.forecast;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The forecast as JSON, from the same code path as the pages. */
@RestController
class ForecastApiController {
    private final Forecasts forecasts;
    private final ForecastPages pages;
    private final ChangesPages changesPages;
    private final Changes changes;
    private final Accuracy accuracy;
    private final Adjustments adjustments;
    private final Snapshots snapshots;
    private final Estimates estimates;
    private final Workspaces workspaces;

    ForecastApiController(
            Forecasts forecasts,
            ForecastPages pages,
            ChangesPages changesPages,
            Changes changes,
            Accuracy accuracy,
            Adjustments adjustments,
            Snapshots snapshots,
            Estimates estimates,
            Workspaces workspaces) {
        this.forecasts = forecasts;
        this.pages = pages;
        this.changesPages = changesPages;
        this.changes = changes;
        this.accuracy = accuracy;
        this.adjustments = adjustments;
        this.snapshots = snapshots;
        this.estimates = estimates;
        this.workspaces = workspaces;
    }

    private ForecastQuery query(Map<String, String> given, Ui ui) {
        var query = ForecastQuery.of(given, estimates.today());
        pages.known(query, ui);
        return query;
    }

    private String currency() {
        return workspaces.settings().currency().getCurrencyCode();
    }

    @GetMapping("/api/v1/forecast")
    Map<String, @Nullable Object> forecast(@RequestParam Map<String, String> given, Ui ui) {
        var query = query(given, ui);
        var rollUp = forecasts.rollUp(Cut.of(query.period(), query.whose()), query.by(), ui.me());
        var body = head(query);
        body.put("currency", rollUp.currency());
        body.put(
                "items",
                rollUp.rows().stream().map(row -> row(row, rollUp.currency())).toList());
        var types = new LinkedHashMap<String, Object>();
        rollUp.types().forEach((type, sums) -> types.put(type, parts(sums, rollUp.currency())));
        body.put("types", types);
        body.put("left_out", json(rollUp.leftOut()));
        return body;
    }

    /** What no sum holds, and what is missing for it. */
    private static Map<String, Object> json(LeftOut leftOut) {
        return Map.of(
                "count",
                leftOut.deals(),
                "currencies",
                leftOut.currencies(),
                "deals",
                leftOut.named().stream()
                        .map(deal -> Map.of(
                                "id", deal.id().toString(),
                                "name", deal.name(),
                                "amount", deal.amount().value().toPlainString(),
                                "currency", deal.amount().currency().getCurrencyCode()))
                        .toList());
    }

    private static Map<String, @Nullable Object> head(ForecastQuery query) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("period", query.period().id());
        body.put("from", query.period().from().toString());
        body.put("to", query.period().to().minusDays(1).toString());
        body.put("whose", query.whose().key());
        return body;
    }

    private static Map<String, @Nullable Object> row(RollUp.Row row, String currency) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("whose", row.whose().key());
        body.put("name", row.name());
        body.put("depth", row.depth());
        var target = row.target();
        body.put("target", target == null ? null : value(target, currency));
        body.put("parts", parts(row.sums(), currency));
        body.put("computed", value(row.sums().forecast(), currency));
        body.put("forecast", value(row.forecast(), currency));
        body.put("adjusted", row.adjustment() != null);
        return body;
    }

    private static Map<String, Object> parts(Sums sums, String currency) {
        var all = new LinkedHashMap<String, Object>();
        ForecastPage.PARTS.forEach(part -> all.put(
                part.id(),
                Map.of(
                        "count",
                        sums.of(part).count(),
                        "value",
                        value(sums.of(part).minor(), currency))));
        return all;
    }

    private static String value(long minor, String currency) {
        return Money.ofMinor(minor, currency).value().toPlainString();
    }

    @GetMapping("/api/v1/forecast/snapshots")
    Map<String, Object> snapshots() {
        List<Object> items = List.copyOf(snapshots.all().stream()
                .map(one -> Map.of(
                        "week", one.week().toString(), "taken_at", one.at().toString(), "rebuilt", one.rebuilt()))
                .toList());
        return Map.of("items", items);
    }

    @GetMapping("/api/v1/forecast/changes")
    Map<String, @Nullable Object> changes(@RequestParam Map<String, String> given, Ui ui) {
        var query = query(given, ui);
        var asked = changesPages.asked(query, given, snapshots.all());
        var body = head(query);
        body.put("currency", currency());
        if (asked == null) {
            body.put("since", null);
            body.put("steps", List.of());
            return body;
        }
        var waterfall = changes.of(asked, ui.me());
        var until = asked.until();
        body.put("since", asked.since().toString());
        body.put("until", until == null ? null : until.toString());
        body.put("begin", sum(waterfall.begin()));
        var steps = new LinkedHashMap<String, Object>();
        for (var step : Waterfall.Step.values()) {
            if (waterfall.deals(step) > 0) {
                steps.put(
                        step.id(),
                        Map.of(
                                "deals",
                                waterfall.deals(step),
                                "value",
                                value(waterfall.of(step).minor(), currency())));
            }
        }
        body.put("steps", steps);
        body.put("end", sum(waterfall.end()));
        body.put("left_out", waterfall.leftOut().size());
        return body;
    }

    private Map<String, Object> sum(Sums.Sum sum) {
        return Map.of("count", sum.count(), "value", value(sum.minor(), currency()));
    }

    @GetMapping("/api/v1/forecast/accuracy")
    Map<String, @Nullable Object> accuracy(@RequestParam Map<String, String> given, Ui ui) {
        var query = query(given, ui);
        var told = accuracy.of(query.period(), query.whose(), ui.me());
        var body = head(query);
        body.put("currency", currency());
        body.put("came", value(told.came(), currency()));
        body.put("over", told.over());
        body.put("weeks", told.weeks().stream().map(this::week).toList());
        return body;
    }

    private Map<String, @Nullable Object> week(Accuracy.Week week) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("week", week.week().toString());
        body.put("parts", parts(week.sums(), currency()));
        body.put("said", value(week.said(), currency()));
        body.put("left_out", week.leftOut());
        var estimate = week.estimate();
        body.put("estimate", estimate == null ? null : estimate(estimate));
        return body;
    }

    private Map<String, Object> estimate(Estimate estimate) {
        return Map.of(
                "p10", value(estimate.low(), currency()),
                "p50", value(estimate.middle(), currency()),
                "p90", value(estimate.high(), currency()));
    }

    @GetMapping("/api/v1/forecast/estimate")
    Map<String, @Nullable Object> estimate(@RequestParam Map<String, String> given, Ui ui) {
        var query = query(given, ui);
        var estimate = estimates.of(query.period(), query.whose(), ui.me());
        var body = head(query);
        body.put("currency", currency());
        body.put("enough", estimate != null && estimate.isEnough());
        body.put("estimate", estimate == null || !estimate.isEnough() ? null : estimate(estimate));
        body.put("left_out", json(estimates.leftOut(query.whose(), ui.me())));
        return body;
    }

    @GetMapping("/api/v1/forecast/adjustments")
    Map<String, Object> adjustments(@RequestParam Map<String, String> given, Ui ui) {
        var query = query(given, ui);
        var items = adjustments.of(query.period(), ui.me()).stream()
                .filter(one -> query.whose() instanceof Whose.Everybody
                        || one.whose().key().equals(query.whose().key()))
                .map(ForecastApiController::json)
                .toList();
        return Map.of("period", query.period().id(), "items", items);
    }

    private static Map<String, @Nullable Object> json(Adjustment one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("period", one.period().id());
        body.put("whose", one.whose().key());
        var minor = one.minor();
        body.put("amount", minor == null ? null : value(minor, one.currency()));
        body.put("computed", value(one.computed(), one.currency()));
        body.put("currency", one.currency());
        body.put("comment", one.comment());
        body.put("member_id", one.by().toString());
        body.put("created_at", one.at().toString());
        return body;
    }

    /** An amount of null takes the present one back. */
    @PostMapping("/api/v1/forecast/adjustments")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> adjust(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var query = query(Map.of("period", required(body, "period"), "whose", text(body, "whose")), ui);
        var amount = body.get("amount");
        var digits = workspaces.settings().currency().getDefaultFractionDigits();
        var wish = new Adjustments.Wish(
                query.period(),
                query.whose(),
                amount == null ? null : AdjustmentController.minor(amount.toString(), digits),
                text(body, "comment"));
        var changeSet = adjustments.adjust(wish, ui.me());
        var newest = adjustments.of(query.period(), ui.me()).getFirst();
        return Map.of("change_set", changeSet.toString(), "adjustment", json(newest));
    }

    private static String required(Map<String, @Nullable Object> body, String name) {
        var text = text(body, name);
        if (text.isEmpty()) {
            throw new BadInput(name, "forecast.fault.period");
        }
        return text;
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return Objects.requireNonNullElse(body.get(name), "") instanceof String text ? text : "";
    }
}
