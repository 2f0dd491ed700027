package io.diabolo.offers;

import io.diabolo.offers.Calculator.Measure;
import io.diabolo.offers.Calculator.Scenario;
import io.diabolo.offers.ReturnShown.Row;
import io.diabolo.rules.Formulas;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a calculator gives for a quote, in three scenarios. */
@Component
class ComputeReturns {
    private static final int DIGITS = 4;
    /** What is beyond this is a slip of a formula, and fits no column. */
    private static final BigDecimal MOST = BigDecimal.TEN.pow(14);

    private final Formulas formulas;

    ComputeReturns(Formulas formulas) {
        this.formulas = formulas;
    }

    /** In each scenario, each formula after those before it; what rests on what can't be computed can't be either. */
    ReturnShown of(Calculators.OfProduct of, Map<String, List<BigDecimal>> values, Quote quote) {
        var calculator = of.calculator();
        var inScenario = new ArrayList<Map<String, BigDecimal>>();
        for (var scenario : Scenario.values()) {
            var numbers = prices(quote);
            values.forEach((key, three) -> numbers.put(key, three.get(scenario.place())));
            for (var result : calculator.results()) {
                var value = formulas.fault(result.formula(), numbers.keySet()) == null
                        ? formulas.value(result.formula(), numbers)
                        : null;
                if (value != null && value.abs().compareTo(MOST) < 0) {
                    numbers.put(result.key(), rounded(value, result.measure(), quote));
                }
            }
            inScenario.add(numbers);
        }
        return new ReturnShown(
                of.product(),
                of.name(),
                calculator.inputs().stream()
                        .map(input -> row(input.key(), input.label(), input.unit(), Measure.NUMBER, inScenario, null))
                        .toList(),
                calculator.results().stream()
                        .map(result -> row(
                                result.key(),
                                result.label(),
                                "",
                                result.measure(),
                                inScenario,
                                result.promised() ? result.due() : null))
                        .toList());
    }

    private static Map<String, BigDecimal> prices(Quote quote) {
        var totals = quote.totals();
        var numbers = new LinkedHashMap<String, BigDecimal>();
        numbers.put("price_once", totals.once().value());
        numbers.put("price_year", totals.year().value());
        numbers.put("price_term", totals.term().value());
        return numbers;
    }

    /** An estimate is no more exact than it is read. */
    private static BigDecimal rounded(BigDecimal value, Measure measure, Quote quote) {
        return switch (measure) {
            case MONEY -> value.setScale(quote.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP);
            case PERCENT, MONTHS -> value.setScale(1, RoundingMode.HALF_UP);
            case NUMBER -> value.setScale(DIGITS, RoundingMode.HALF_UP);
        };
    }

    private static Row row(
            String key,
            String label,
            String unit,
            Measure measure,
            List<Map<String, BigDecimal>> numbers,
            @Nullable Integer due) {
        return new Row(
                key,
                label,
                unit,
                measure,
                numbers.get(0).get(key),
                numbers.get(1).get(key),
                numbers.get(2).get(key),
                due);
    }
}
