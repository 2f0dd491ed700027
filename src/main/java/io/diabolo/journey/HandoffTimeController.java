package io.diabolo.journey;

import io.diabolo.clocks.Budget;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Within what time hand-offs are answered: a page of settings, and the API. */
@Controller
class HandoffTimeController {
    private final HandoffTimes times;

    HandoffTimeController(HandoffTimes times) {
        this.times = times;
    }

    record Row(HandoffKind kind, String amount, String unit, String fault) {}

    @GetMapping("/settings/handoffs")
    ModelAndView show(Ui ui) {
        ui.me().mayAdminister();
        return page(typed(times.all()), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/settings/handoffs")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        try {
            times.change(read(form), ui.me());
            ui.flash("handoff.times.saved");
            return HandoffController.seeOther("/settings/handoffs");
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/api/v1/handoff-times")
    @ResponseBody
    Map<String, Object> get() {
        return json();
    }

    @PutMapping("/api/v1/handoff-times")
    @ResponseBody
    Map<String, Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayAdminister();
        var typed = typed(times.all());
        body.forEach((kind, value) -> {
            if (value instanceof Map<?, ?> budget) {
                typed.put(kind + ".amount", String.valueOf(budget.get("amount")));
                typed.put(kind + ".unit", String.valueOf(budget.get("unit")));
            }
        });
        times.change(read(typed), ui.me());
        return json();
    }

    private Map<String, Object> json() {
        var body = new LinkedHashMap<String, Object>();
        times.all()
                .forEach((kind, budget) -> body.put(
                        kind.id(),
                        Map.of("amount", budget.amount(), "unit", budget.unit().id())));
        return body;
    }

    private static Map<HandoffKind, Budget> read(Map<String, String> form) {
        var faults = new ArrayList<Fault>();
        var all = new EnumMap<HandoffKind, Budget>(HandoffKind.class);
        for (var kind : HandoffKind.values()) {
            try {
                all.put(
                        kind,
                        new Budget(
                                Integer.parseInt(form.getOrDefault(kind.id() + ".amount", "")
                                        .strip()),
                                Budget.Unit.of(form.getOrDefault(kind.id() + ".unit", ""))));
            } catch (IllegalArgumentException _) {
                faults.add(new Fault(kind.id() + ".amount", "handoff.fault.time"));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return all;
    }

    private static Map<String, String> typed(Map<HandoffKind, Budget> all) {
        var typed = new LinkedHashMap<String, String>();
        all.forEach((kind, budget) -> {
            typed.put(kind.id() + ".amount", String.valueOf(budget.amount()));
            typed.put(kind.id() + ".unit", budget.unit().id());
        });
        return typed;
    }

    private static ModelAndView page(Map<String, String> typed, Map<String, String> faults, HttpStatus status) {
        var rows = List.of(HandoffKind.values()).stream()
                .map(kind -> new Row(
                        kind,
                        typed.getOrDefault(kind.id() + ".amount", ""),
                        typed.getOrDefault(kind.id() + ".unit", ""),
                        faults.getOrDefault(kind.id() + ".amount", "")))
                .toList();
        return new ModelAndView("journey/handoffTimes", Map.of("rows", rows), status);
    }
}
