package io.diabolo.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.sequences.Significance.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignificanceTest {
    @Test
    void few_mails_prove_nothing_whatever_came_back() {
        var figure = Significance.of(0, 29, 29, 29, 1);
        assertThat(figure.verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void a_small_difference_may_be_chance() {
        assertThat(Significance.of(10, 100, 12, 100, 1).verdict()).isEqualTo(Verdict.NONE);
        assertThat(Significance.of(0, 100, 0, 100, 1).p()).isEqualTo(1);
        assertThat(Significance.of(100, 100, 100, 100, 1).p()).isEqualTo(1);
    }

    /** R: fisher.test(matrix(c(10, 90, 25, 75), 2))$p.value */
    @Test
    void a_large_one_is_told_with_its_figure() {
        var figure = Significance.of(10, 100, 25, 100, 1);
        assertThat(figure.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(figure.p()).isCloseTo(0.0087, within(0.001));
        assertThat(Significance.of(25, 100, 10, 100, 1).verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void who_tries_many_variants_needs_a_larger_difference() {
        var alone = Significance.all(List.of(new long[] {10, 100}, new long[] {22, 100}));
        var among = Significance.all(
                List.of(new long[] {10, 100}, new long[] {22, 100}, new long[] {11, 100}, new long[] {12, 100}));
        assertThat(alone.getFirst().verdict()).isEqualTo(Verdict.BETTER);
        assertThat(among.getFirst().verdict()).isEqualTo(Verdict.NONE);
        assertThat(among).hasSize(3);
    }
}
