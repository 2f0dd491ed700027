package io.diabolo.surveys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The figures by hand. */
class EstimateTest {
    private static Estimate.Counts counts(long answers, long happy, long unhappy) {
        return new Estimate.Counts(answers, happy, unhappy, 0, 0);
    }

    @Test
    void sixty_promoters_and_twenty_detractors_of_a_hundred_are_forty_give_or_take_fifteen() {
        var nps = Estimate.of(SurveyKind.NPS, counts(100, 60, 20));

        assertThat(nps.value()).isEqualTo(40.0);
        // p' = 60.75/103, d' = 20.75/103: 196 · √((p' + d' − (p' − d')²) / 103)
        assertThat(nps.margin()).isCloseTo(15.45, within(0.01));
    }

    @Test
    void three_promoters_and_nobody_else_are_no_certainty() {
        var nps = Estimate.of(SurveyKind.NPS, counts(3, 3, 0));

        assertThat(nps.value()).isEqualTo(100.0);
        assertThat(nps.margin()).isGreaterThan(30);
    }

    @Test
    void four_times_the_answers_halve_the_margin() {
        var few = Estimate.of(SurveyKind.NPS, counts(1_000, 500, 200)).margin();
        var many = Estimate.of(SurveyKind.NPS, counts(4_000, 2_000, 800)).margin();

        assertThat(few).isNotNull();
        assertThat(many).isNotNull();
        assertThat(few / many).isCloseTo(2, within(0.01));
    }

    @Test
    void satisfaction_is_a_share_and_effort_a_mean() {
        var csat = Estimate.of(SurveyKind.CSAT, counts(10, 8, 1));
        var ces = Estimate.of(SurveyKind.CES, new Estimate.Counts(4, 0, 0, 20, 110));

        assertThat(csat.value()).isEqualTo(80.0);
        // (8 + 2) / 14: 196 · √(0.714 · 0.286 / 14)
        assertThat(csat.margin()).isCloseTo(23.66, within(0.01));
        assertThat(ces.value()).isEqualTo(5.0);
        // variance (110 − 4 · 25) / 3
        assertThat(ces.margin()).isCloseTo(1.96 * Math.sqrt(10.0 / 3 / 4), within(0.001));
    }

    @Test
    void of_no_answer_nothing_is_said() {
        assertThat(Estimate.of(SurveyKind.NPS, counts(0, 0, 0))).isEqualTo(new Estimate(null, null));
        assertThat(Estimate.of(SurveyKind.CES, new Estimate.Counts(1, 1, 0, 6, 36))
                        .margin())
                .isNull();
    }
}
