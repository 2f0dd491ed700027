package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What leads, qualified leads and customers cost by campaign and asset, with the leads behind each figure. */
@Controller
class AttributionController {
    private static final double HALF_LIFE = 7;
    private static final int PERIOD_DAYS = 90;
    private final Attribution attribution;
    private final Attributed names;

    AttributionController(Attribution attribution, Attributed names) {
        this.attribution = attribution;
        this.names = names;
    }

    /** Filled in where nothing, or nothing that can be read, was asked for. */
    static Attribution.Asked asked(Map<String, String> given, LocalDate today) {
        var to = day(given.get("to"), today);
        var from = day(given.get("from"), to.minusDays(PERIOD_DAYS));
        return new Attribution.Asked(
                "asset".equals(given.get("by")) ? "asset" : "campaign",
                AttributionModel.named(given.getOrDefault("model", "")),
                from.isAfter(to) ? to : from,
                to,
                halfLife(given.getOrDefault("half_life", "")));
    }

    private static LocalDate day(@Nullable String text, LocalDate otherwise) {
        try {
            var day = text == null || text.isBlank() ? otherwise : LocalDate.parse(text.strip());
            return day.getYear() < 1990 || day.getYear() > 2200 ? otherwise : day;
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    private static double halfLife(String text) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) > 0 ? Integer.parseInt(text) : HALF_LIFE;
    }

    @GetMapping("/attribution")
    ModelAndView show(@RequestParam Map<String, String> given, Ui ui) {
        var asked = asked(given, ui.today());
        return new ModelAndView(
                "acquisition/attribution",
                Map.of("page", AttributionPage.of(asked, attribution.of(asked, ui.me()), ui)));
    }

    @GetMapping("/attribution/{id}")
    ModelAndView behind(@PathVariable UUID id, @RequestParam Map<String, String> given, Ui ui) {
        var asked = asked(given, ui.today());
        var name = names.of(asked.by(), id);
        if (name == null) {
            throw new NoSuchRecord(asked.by(), id);
        }
        return new ModelAndView(
                "acquisition/attributed",
                Map.of(
                        "page",
                        AttributionPage.behind(
                                id,
                                name,
                                asked,
                                attribution.behind(id, given.getOrDefault("what", ""), asked, ui.me()),
                                ui)));
    }

    @GetMapping("/api/v1/attribution")
    @ResponseBody
    Map<String, @Nullable Object> list(@RequestParam Map<String, String> given, Ui ui) {
        refuse(given);
        var asked = asked(given, ui.today());
        var answer = attribution.of(asked, ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("by", asked.by());
        body.put("model", asked.model().id());
        body.put("from", asked.from().toString());
        body.put("to", asked.to().toString());
        body.put("half_life_days", asked.halfLife());
        body.put("lookback_days", Attribution.LOOKBACK_DAYS);
        body.put("leads", answer.leads());
        body.put("unattributed", answer.unattributed());
        body.put(
                "items",
                answer.lines().stream().map(AttributionController::json).toList());
        return body;
    }

    private static void refuse(Map<String, String> given) {
        var model = given.get("model");
        if (model != null && !AttributionModel.named(model).id().equals(model)) {
            throw new BadInput("model", "problem.field.choice");
        }
        var by = given.get("by");
        if (by != null && !List.of("campaign", "asset").contains(by)) {
            throw new BadInput("by", "problem.field.choice");
        }
    }

    private static Map<String, @Nullable Object> json(Attribution.Line line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", line.id().toString());
        body.put("name", line.name());
        body.put("cost", money(line.cost()));
        body.put("leads", line.leads());
        body.put("qualified", line.qualified());
        body.put("customers", line.customers());
        body.put("touched", line.touched());
        body.put("cost_per_lead", money(line.perLead()));
        body.put("cost_per_qualified_lead", money(line.perQualified()));
        body.put("cost_per_customer", money(line.perCustomer()));
        return body;
    }

    private static @Nullable Object money(@Nullable Money money) {
        return money == null
                ? null
                : Map.of("value", money.value(), "currency", money.currency().getCurrencyCode());
    }
}
