package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How what a product brings its customer is computed: what is asked, then formulas over the answers, each of which may ask for
 * those before it. Every number has a low, an expected and a high value.
 */
record Calculator(List<Input> inputs, List<Result> results) {
    static final Calculator NONE = new Calculator(List.of(), List.of());
    static final int MOST = 20;
    private static final int DIGITS = 4;

    /** What every formula may ask for beside the inputs: the quote before tax, due once, in its first year, over its term. */
    static final List<String> PRICES = List.of("price_once", "price_year", "price_term");

    /** Which of the three values. */
    enum Scenario {
        LOW(0),
        EXPECTED(1),
        HIGH(2);

        private final int place;

        Scenario(int place) {
            this.place = place;
        }

        /** Where its value stands among the three. */
        int place() {
            return place;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a number is, so how it is written. */
    enum Measure {
        NUMBER,
        MONEY,
        PERCENT,
        MONTHS;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Measure named(@Nullable String id) {
            for (var one : values()) {
                if (one.id().equals(id)) {
                    return one;
                }
            }
            return NUMBER;
        }
    }

    /**
     * @param key by which formulas ask for it
     * @param question of the discovery sheet whose answer is taken where there is one; empty: none
     */
    record Input(
            String key,
            String label,
            String unit,
            BigDecimal low,
            BigDecimal expected,
            BigDecimal high,
            String question) {
        Input {
            low = low.setScale(DIGITS, RoundingMode.HALF_UP);
            expected = expected.setScale(DIGITS, RoundingMode.HALF_UP);
            high = high.setScale(DIGITS, RoundingMode.HALF_UP);
        }

        List<BigDecimal> values() {
            return List.of(low, expected, high);
        }

        /** The same spread around another expected value; around nothing there is none to take. */
        List<BigDecimal> around(BigDecimal other) {
            return expected.signum() == 0
                    ? List.of(other, other, other)
                    : List.of(spread(low, other), other, spread(high, other));
        }

        private BigDecimal spread(BigDecimal value, BigDecimal other) {
            return value.multiply(other).divide(expected, DIGITS, RoundingMode.HALF_UP);
        }
    }

    /**
     * @param promised whether it becomes a promise once the quote is accepted
     * @param due months after the signature by which it is promised
     */
    record Result(String key, String label, String formula, Measure measure, boolean promised, int due) {}

    boolean isEmpty() {
        return inputs.isEmpty() && results.isEmpty();
    }
}
