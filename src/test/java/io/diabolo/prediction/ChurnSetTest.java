package io.diabolo.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who leaves is told from who stays at least as well as by a plain logistic regression. */
class ChurnSetTest {
    /** The mean of a logistic regression on the public set over five splits; see the data's own description. */
    private static final double PUBLISHED = 0.8458;

    @Test
    void on_the_public_set_it_is_at_least_as_good_as_a_logistic_regression_there() throws IOException {
        var all = PublicChurn.read();
        assertThat(all).hasSize(7_043);
        assertThat(all.stream().filter(Sample::positive)).hasSize(1_869);
        assertThat(Split.auc(all)).isGreaterThanOrEqualTo(PUBLISHED);
    }

    /** The public set's shape: short contracts, short tenure and high charges make customers leave. */
    private static List<Sample> generated(int count, long seed) {
        var chance = new Random(seed);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < count; i++) {
            var contract = new String[] {"Month-to-month", "One year", "Two year"}[chance.nextInt(3)];
            var tenure = 1 + chance.nextInt(72);
            var charges = 20 + chance.nextDouble() * 100;
            var odds = -2.2
                    + (contract.equals("Month-to-month") ? 2.4 : contract.equals("One year") ? 0.6 : 0)
                    - (tenure > 24 ? 1.2 : 0)
                    + (charges > 80 ? 0.9 : 0);
            samples.add(new Sample(
                    new Traits(
                            Map.of("Contract", contract, "gender", chance.nextBoolean() ? "Male" : "Female"),
                            Map.of("tenure", (double) tenure, "MonthlyCharges", charges)),
                    chance.nextDouble() < 1 / (1 + Math.exp(-odds))));
        }
        return samples;
    }

    @Test
    void on_a_generated_set_of_the_same_shape_it_finds_what_makes_customers_leave() {
        var all = generated(4_000, 7);
        assertThat(Split.auc(all)).isGreaterThan(0.74);
        var reasons = LearnPredictor.from(all)
                .reasons(
                        new Traits(
                                Map.of("Contract", "Month-to-month", "gender", "Male"),
                                Map.of("tenure", 2.0, "MonthlyCharges", 110.0)),
                        3);
        assertThat(reasons)
                .extracting(Predictor.Reason::field)
                .containsExactlyInAnyOrder("Contract", "tenure", "MonthlyCharges");
        assertThat(reasons).allSatisfy(one -> assertThat(one.weight()).isPositive());
    }
}
