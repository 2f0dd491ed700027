package io.diabolo.desks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.queues.Figure;
import io.diabolo.queues.Figure.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target is told with how far it should be by now and where it leads. */
class PaceTest {
    private static Figure figure(Unit unit, boolean less) {
        return new Figure("meetings-held", unit, List.of("sdr"), less);
    }

    @Test
    void what_adds_up_is_projected_by_the_working_time_so_far() {
        assertThat(Pace.of(figure(Unit.COUNT, false), 6.0, 20, .25)).isEqualTo(new Pace(.3, .25, 24.0));
        assertThat(Pace.of(figure(Unit.MONEY, false), 1_000.0, 20_000, .5)).satisfies(pace -> {
            assertThat(pace).isNotNull();
            if (pace != null) {
                assertThat(pace.isBehind()).isTrue();
            }
        });
    }

    @Test
    void a_first_success_on_the_first_morning_promises_nothing() {
        assertThat(Pace.of(figure(Unit.COUNT, false), 1.0, 20, .02)).isEqualTo(new Pace(.05, .02, null));
    }

    @Test
    void a_rate_is_not_projected_and_a_time_that_should_be_short_not_shared() {
        assertThat(Pace.of(figure(Unit.SHARE, false), .2, .25, .5)).isEqualTo(new Pace(.8, null, null));
        assertThat(Pace.of(figure(Unit.MINUTES, true), 4.0, 5, .5)).isNull();
        assertThat(Pace.of(figure(Unit.COUNT, false), null, 5, .5)).isNull();
    }
}
