package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
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

/** The calculator of a product, on a page and through the API. */
@Controller
class CalculatorController {
    static final String API = "/api/v1/products/{id}/calculator";
    private static final String PAGE = "/products/{id:[0-9a-fA-F-]{36}}/calculator";
    private static final int EMPTY_ROWS = 2;

    private final Calculators calculators;

    CalculatorController(Calculators calculators) {
        this.calculators = calculators;
    }

    record Page(
            Calculators.OfProduct of,
            Map<String, String> form,
            Map<String, String> faults,
            boolean stale,
            boolean editable) {
        String path() {
            return "/products/" + of.product();
        }

        String value(String name) {
            return form.getOrDefault(name, "");
        }

        String fault(String place) {
            return faults.getOrDefault(place, "");
        }

        /** Those that there are, and a few more to write into. */
        int rows(String kind) {
            var last = 0;
            for (var at = 0; at < Calculator.MOST; at++) {
                last = value(kind + "." + at + ".label").isBlank()
                                && value(kind + "." + at + ".key").isBlank()
                        ? last
                        : at + 1;
            }
            return editable ? Math.min(Calculator.MOST, last + EMPTY_ROWS) : last;
        }
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var of = calculators.of(id, ui.me());
        return page(of, CalculatorForm.of(of.calculator()), Map.of(), false, HttpStatus.OK, ui);
    }

    private static ModelAndView page(
            Calculators.OfProduct of,
            Map<String, String> form,
            Map<String, String> faults,
            boolean stale,
            HttpStatus status,
            Ui ui) {
        var page = new Page(of, form, faults, stale, Sellers.mayEdit(ui.me()));
        return new ModelAndView("offers/calculator", Map.of("page", page), status);
    }

    @PostMapping(PAGE)
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var of = calculators.of(id, ui.me());
        try {
            var typed = form.getOrDefault("version", "");
            var version = typed.matches("[0-9]{1,9}") ? Integer.valueOf(typed) : null;
            var changeSet = calculators.replace(id, read(form), version, ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of("roi.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return QuoteController.seeOther("/products/" + id + "/calculator");
        } catch (BadInput bad) {
            var faults = QuoteController.said(bad.faults(), ui);
            return page(of, form, faults, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(of, form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    private static Calculator read(Map<String, String> form) {
        var reading = new CalculatorForm(form, new ArrayList<>());
        var wanted = reading.read();
        if (!reading.faults().isEmpty()) {
            throw new BadInput(reading.faults());
        }
        return wanted;
    }

    @GetMapping(API)
    ResponseEntity<Map<String, Object>> json(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    private ResponseEntity<Map<String, Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var of = calculators.of(id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + of.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(shown(of.calculator()));
    }

    private static Map<String, Object> shown(Calculator calculator) {
        var inputs = calculator.inputs().stream()
                .map(input -> Map.of(
                        "key", input.key(),
                        "label", input.label(),
                        "unit", input.unit(),
                        "low", Input.text(input.low()),
                        "expected", Input.text(input.expected()),
                        "high", Input.text(input.high()),
                        "question", input.question()))
                .toList();
        var results = calculator.results().stream()
                .map(result -> Map.of(
                        "key", result.key(),
                        "label", result.label(),
                        "formula", result.formula(),
                        "measure", result.measure().id(),
                        "promised", result.promised(),
                        "due", result.due()))
                .toList();
        return Map.of("inputs", inputs, "results", results);
    }

    /** This one and no other. */
    @PutMapping(API)
    ResponseEntity<Map<String, Object>> replace(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Map<String, @Nullable Object> body,
            Ui ui) {
        ui.me().mayWrite();
        var form = new LinkedHashMap<String, String>();
        for (var kind : List.of("inputs", "results")) {
            if (body.get(kind) instanceof List<?> rows) {
                if (rows.size() > Calculator.MOST) {
                    throw new BadInput(kind, "roi.fault.many", Calculator.MOST);
                }
                for (var at = 0; at < rows.size(); at++) {
                    put(form, kind + "." + at + ".", rows.get(at));
                }
            }
        }
        var plain = Objects.requireNonNullElse(match, "").replaceAll("[^0-9]", "");
        var version = plain.isEmpty() || plain.length() > 9 ? null : Integer.valueOf(plain);
        return answer(id, calculators.replace(id, read(form), version, ui.me()), ui);
    }

    private static void put(Map<String, String> form, String place, @Nullable Object row) {
        if (row instanceof Map<?, ?> given) {
            given.forEach((name, value) -> form.put(place + name, Objects.toString(value, "")));
        }
    }
}
