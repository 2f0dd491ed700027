package io.diabolo.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.prediction.Goodness.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictorTest {
    /** The mean of a logistic regression on this set, by the same protocol on splits of its own. */
    private static final double PUBLISHED = 0.8616;

    private static Goodness tested(Predictor predictor, List<Sample> samples) {
        return Goodness.of(samples.stream()
                .map(sample -> new Outcome(predictor.probability(sample.traits()), sample.positive()))
                .toList());
    }

    /** Leads of whom one thing of each kind tells the outcome, and one says nothing. */
    private static List<Sample> generated(int count, long seed) {
        var chance = new Random(seed);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < count; i++) {
            var source = new String[] {"salon", "site", "annuaire"}[chance.nextInt(3)];
            var headcount = Math.exp(chance.nextDouble() * 7);
            var words = new HashMap<>(Map.of("source", source, "noise", "n" + chance.nextInt(4)));
            var numbers = new HashMap<String, Double>();
            if (chance.nextDouble() < 0.8) {
                numbers.put("headcount", headcount);
            }
            var odds = -2.0 + (source.equals("salon") ? 2 : 0) + (headcount > 100 ? 1.5 : 0);
            samples.add(new Sample(new Traits(words, numbers), chance.nextDouble() < 1 / (1 + Math.exp(-odds))));
        }
        return samples;
    }

    @Test
    void it_learns_what_tells_the_outcome_and_says_so() {
        var predictor = LearnPredictor.from(generated(6_000, 1));
        var goodness = tested(predictor, generated(3_000, 2));
        assertThat(goodness.auc()).isGreaterThan(0.72);
        assertThat(goodness.brier()).isLessThan(goodness.plainBrier());

        var reasons =
                predictor.reasons(new Traits(Map.of("source", "salon", "noise", "n1"), Map.of("headcount", 900.0)), 5);
        assertThat(reasons)
                .extracting(Predictor.Reason::field)
                .startsWith("source")
                .contains("headcount");
        assertThat(reasons.getFirst().value()).isEqualTo("salon");
        assertThat(reasons.getFirst().weight()).isPositive();
        assertThat(reasons)
                .filteredOn(reason -> reason.field().equals("noise"))
                .allSatisfy(reason -> assertThat(Math.abs(reason.weight())).isLessThan(0.4));
    }

    @Test
    void what_it_predicts_happens_as_often() {
        var goodness = tested(LearnPredictor.from(generated(6_000, 3)), generated(6_000, 4));
        assertThat(goodness.tenths())
                .hasSize(10)
                .allSatisfy(tenth -> assertThat(tenth.predicted()).isCloseTo(tenth.happened(), within(0.09)));
    }

    @Test
    void the_same_leads_give_the_same_predictor_and_it_is_kept_without_loss() {
        var samples = generated(1_000, 5);
        var one = LearnPredictor.from(samples);
        var other = Predictor.of(LearnPredictor.from(samples).kept());
        var unknown = new Traits(Map.of("source", "never seen"), Map.of());
        assertThat(other.probability(unknown))
                .isEqualTo(one.probability(unknown))
                .isBetween(0.0, 1.0);
        samples.forEach(
                sample -> assertThat(other.probability(sample.traits())).isEqualTo(one.probability(sample.traits())));
    }

    @Test
    void an_order_of_pure_chance_is_worth_a_half_and_ties_are_shared() {
        assertThat(Goodness.of(List.of(
                                new Outcome(0.5, true),
                                new Outcome(0.5, false),
                                new Outcome(0.5, true),
                                new Outcome(0.5, false)))
                        .auc())
                .isEqualTo(0.5);
        assertThat(Goodness.of(List.of(new Outcome(0.1, false), new Outcome(0.4, true), new Outcome(0.9, true)))
                        .auc())
                .isEqualTo(1.0);
    }

    @Test
    void on_the_public_set_it_is_at_least_as_good_as_a_logistic_regression_there() throws IOException {
        var all = PublicLeads.read();
        assertThat(all).hasSize(9_240);
        assertThat(all.stream().filter(Sample::positive)).hasSize(3_561);
        var begun = System.nanoTime();
        var auc = Split.auc(all);
        assertThat(auc).isGreaterThanOrEqualTo(PUBLISHED);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
    }
}
