package io.diabolo.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas over named numbers. */
class FormulasTest {
    private final Formulas formulas = new Formulas();
    private final Map<String, BigDecimal> numbers =
            Map.of("hours", BigDecimal.TEN, "rate_2", new BigDecimal("35.5"), "none", BigDecimal.ZERO);

    @ParameterizedTest
    @CsvSource({
        "hours * rate_2, 355",
        "hours * 46 * 2, 920",
        "(hours + 1) / 2, 5.5",
        "hours > 5 ? rate_2 : 0, 35.5",
        "-hours + 2.5, -7.5",
        "'min(hours, 3) + max(1, 2)', 5",
        "round(rate_2), 36"
    })
    void they_are_written_as_people_write(String formula, String value) {
        assertThat(formulas.fault(formula, numbers.keySet())).isNull();
        assertThat(Objects.requireNonNull(formulas.value(formula, numbers))).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "hour * 2, rules.fault.unknown",
        "hours *, rules.fault.syntax",
        "hours > 2, rules.fault.number",
        "'', rules.fault.blank"
    })
    void what_is_wrong_is_said(String formula, String key) {
        assertThat(Objects.requireNonNull(formulas.fault(formula, numbers.keySet()))
                        .key())
                .isEqualTo(key);
    }

    @Test
    void what_cant_be_computed_is_no_number() {
        assertThat(formulas.value("hours / none", numbers)).isNull();
        assertThat(formulas.fault("(".repeat(60) + "1" + ")".repeat(60), List.of()))
                .isNotNull();
        assertThat(formulas.fault("1 + ".repeat(900) + "1", List.of())).isNotNull();
    }
}
