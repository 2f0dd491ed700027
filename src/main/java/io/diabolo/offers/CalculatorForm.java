package io.diabolo.offers;

import io.diabolo.offers.Calculator.Measure;
import io.diabolo.offers.Calculator.Result;
import io.diabolo.platform.BadInput.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A calculator as a form's fields: {@code inputs.0.key}, {@code results.0.formula} and so on; a row without words is none. */
record CalculatorForm(Map<String, String> form, List<Fault> faults) {
    private static final int LONGEST = 200;
    private static final int LONGEST_FORMULA = 2_000;
    private static final int DIGITS = 4;
    private static final int USUAL_DUE = 12;

    static Map<String, String> of(Calculator calculator) {
        var form = new LinkedHashMap<String, String>();
        var at = 0;
        for (var input : calculator.inputs()) {
            var place = "inputs." + at++ + ".";
            form.put(place + "key", input.key());
            form.put(place + "label", input.label());
            form.put(place + "unit", input.unit());
            form.put(place + "low", Input.text(input.low()));
            form.put(place + "expected", Input.text(input.expected()));
            form.put(place + "high", Input.text(input.high()));
            form.put(place + "question", input.question());
        }
        at = 0;
        for (var result : calculator.results()) {
            var place = "results." + at++ + ".";
            form.put(place + "key", result.key());
            form.put(place + "label", result.label());
            form.put(place + "formula", result.formula());
            form.put(place + "measure", result.measure().id());
            form.put(place + "promised", String.valueOf(result.promised()));
            form.put(place + "due", String.valueOf(result.due()));
        }
        return form;
    }

    Calculator read() {
        var inputs = new ArrayList<Calculator.Input>();
        var results = new ArrayList<Result>();
        for (var at = 0; at <= 2 * Calculator.MOST; at++) {
            if (isThere("inputs." + at)) {
                inputs.add(input("inputs." + at));
            }
            if (isThere("results." + at)) {
                results.add(result("results." + at));
            }
        }
        return new Calculator(inputs, results);
    }

    private boolean isThere(String place) {
        return !text(place, "key", LONGEST).isBlank()
                || !text(place, "label", LONGEST).isBlank()
                || !text(place, "formula", LONGEST_FORMULA).isBlank();
    }

    private Calculator.Input input(String place) {
        var expected = number(place, "expected", BigDecimal.ZERO);
        return new Calculator.Input(
                text(place, "key", LONGEST),
                text(place, "label", LONGEST),
                text(place, "unit", LONGEST),
                number(place, "low", expected),
                expected,
                number(place, "high", expected),
                text(place, "question", LONGEST));
    }

    private Result result(String place) {
        var due = text(place, "due", LONGEST);
        return new Result(
                text(place, "key", LONGEST),
                text(place, "label", LONGEST),
                text(place, "formula", LONGEST_FORMULA),
                Measure.named(form.get(place + ".measure")),
                "true".equals(form.get(place + ".promised")),
                due.isBlank() ? USUAL_DUE : due.matches("[0-9]{1,3}") ? Integer.parseInt(due) : 0);
    }

    private String text(String place, String name, int longest) {
        return Input.words(form.getOrDefault(place + "." + name, ""), longest);
    }

    private BigDecimal number(String place, String name, BigDecimal none) {
        var typed = form.getOrDefault(place + "." + name, "");
        var value = typed.isBlank() ? none : decimal(typed);
        if (value == null) {
            faults.add(new Fault(place, "quote.fault.number"));
            return none;
        }
        return value;
    }

    static @Nullable BigDecimal decimal(String typed) {
        return Input.decimal(typed, DIGITS);
    }
}
