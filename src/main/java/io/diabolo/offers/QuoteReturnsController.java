package io.diabolo.offers;

import io.diabolo.offers.Calculator.Scenario;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the products of a draft bring its customer: put in, looked at, and taken into the quote. */
@Controller
class QuoteReturnsController {
    static final String API = "/api/v1/quotes/{id}/returns";
    private static final String PAGE = QuoteController.QUOTE + "/returns";

    private final Quotes quotes;
    private final QuoteReturns returns;
    private final Documents documents;

    QuoteReturnsController(Quotes quotes, QuoteReturns returns, Documents documents) {
        this.quotes = quotes;
        this.returns = returns;
        this.documents = documents;
    }

    /** @param typed of the product that was last typed for, and its faults */
    record Page(
            Quote quote,
            List<QuoteReturns.Offered> offered,
            List<DocumentView.Return> results,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale) {
        String path() {
            return "/quotes/" + quote.id();
        }

        String value(QuoteReturns.Offered one, String input, Scenario scenario) {
            var field = input + "." + scenario.id();
            return isTyped(one) && typed.containsKey(field)
                    ? typed.getOrDefault(field, "")
                    : Input.text(Objects.requireNonNull(one.values().get(input)).get(scenario.place()));
        }

        String fault(QuoteReturns.Offered one, String input) {
            return isTyped(one) ? faults.getOrDefault(input, "") : "";
        }

        private boolean isTyped(QuoteReturns.Offered one) {
            return one.of().product().toString().equals(typed.get("product"));
        }
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), false, HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, boolean stale, HttpStatus status, Ui ui) {
        var quote = quotes.get(id, ui.me());
        var offered = returns.offered(quote, ui.me());
        var results = documents.returns(
                offered.stream().map(QuoteReturns.Offered::result).toList(), quote, ui.locale());
        var page = new Page(quote, offered, results, typed, faults, stale);
        return new ModelAndView("offers/returns", Map.of("page", page), status);
    }

    @PostMapping(PAGE)
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        ui.me().mayWrite();
        try {
            var product = QuoteForm.id(form.get("product"));
            if (product == null) {
                throw new BadInput("product", "product.fault.unknown");
            }
            var typed = form.getOrDefault("version", "");
            var version = typed.matches("[0-9]{1,9}") ? Integer.valueOf(typed) : null;
            var quote = quotes.get(id, ui.me());
            var values = form.containsKey("leave_out") ? null : values(of(quote, product, ui), form);
            var changeSet = returns.put(id, product, values, version, ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of(values == null ? "roi.left-out" : "roi.taken")
                        .undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return QuoteController.seeOther("/quotes/" + id + "/returns");
        } catch (BadInput bad) {
            var faults = QuoteController.said(bad.faults(), ui);
            return page(id, form, faults, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(id, form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    private QuoteReturns.Offered of(Quote quote, UUID product, Ui ui) {
        return returns.offered(quote, ui.me()).stream()
                .filter(one -> one.of().product().equals(product))
                .findFirst()
                .orElseThrow(() -> new BadInput("product", "product.fault.unknown"));
    }

    private static Map<String, List<BigDecimal>> values(QuoteReturns.Offered offered, Map<String, String> form) {
        var all = new LinkedHashMap<String, List<BigDecimal>>();
        var faults = new ArrayList<Fault>();
        offered.values().forEach((key, before) -> {
            var three = new ArrayList<BigDecimal>();
            for (var scenario : Scenario.values()) {
                var typed = form.getOrDefault(key + "." + scenario.id(), "");
                var value = typed.isBlank() ? before.get(scenario.place()) : CalculatorForm.decimal(typed);
                if (value == null) {
                    faults.add(new Fault(key, "quote.fault.number"));
                    value = before.get(scenario.place());
                }
                three.add(value);
            }
            all.put(key, three);
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return all;
    }

    @GetMapping(API)
    ResponseEntity<Map<String, Object>> json(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    private ResponseEntity<Map<String, Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var quote = quotes.get(id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + quote.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(Map.of(
                "items",
                returns.of(quote).stream()
                        .map(one -> Map.of(
                                "product_id", one.product(),
                                "name", one.name(),
                                "inputs", rows(one.inputs()),
                                "results", rows(one.results())))
                        .toList()));
    }

    private static List<Map<String, @Nullable Object>> rows(List<ReturnShown.Row> rows) {
        return rows.stream().map(QuoteReturnsController::row).toList();
    }

    private static Map<String, @Nullable Object> row(ReturnShown.Row row) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("key", row.key());
        all.put("label", row.label());
        all.put("measure", row.measure().id());
        all.put("low", text(row.low()));
        all.put("expected", text(row.expected()));
        all.put("high", text(row.high()));
        all.put("promised", row.due() != null);
        return all;
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : Input.text(value);
    }

    /** The draft says it with these values; what isn't given is taken as it is offered, {@code leave_out} says nothing of it. */
    @PutMapping(API)
    ResponseEntity<Map<String, Object>> write(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Map<String, @Nullable Object> body,
            Ui ui) {
        ui.me().mayWrite();
        var product = QuoteForm.id(Objects.toString(body.get("product_id"), ""));
        if (product == null) {
            throw new BadInput("product_id", "product.fault.unknown");
        }
        var form = new LinkedHashMap<String, String>();
        if (body.get("inputs") instanceof Map<?, ?> inputs) {
            inputs.forEach((key, given) -> {
                if (given instanceof Map<?, ?> three) {
                    three.forEach((scenario, value) -> form.put(key + "." + scenario, Objects.toString(value, "")));
                }
            });
        }
        var plain = Objects.requireNonNullElse(match, "").replaceAll("[^0-9]", "");
        var version = plain.isEmpty() || plain.length() > 9 ? null : Integer.valueOf(plain);
        var values = Boolean.TRUE.equals(body.get("leave_out"))
                ? null
                : values(of(quotes.get(id, ui.me()), product, ui), form);
        return answer(id, returns.put(id, product, values, version, ui.me()), ui);
    }
}
