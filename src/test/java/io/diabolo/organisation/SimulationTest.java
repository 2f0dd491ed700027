package io.diabolo.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final YearMonth JANUARY = YearMonth.of(2027, 1);
    private static final Offset<Double> CENT = within(.01);

    /** Forty outbound leads a month; one in twenty is signed, three months later, for 10,000. */
    private static Map<String, Double> world() {
        var typed = new HashMap<String, Double>();
        typed.put(Assumptions.INBOUND, 0.0);
        typed.put(Assumptions.OUTBOUND, 40.0);
        typed.put(Assumptions.PER_PROSPECTOR, 20.0);
        typed.put(Assumptions.AMOUNT, 10_000.0);
        typed.put(Assumptions.SPREAD, .3);
        var going = new double[] {.5, .5, .5, 1, .4, 1, 1};
        var days = new double[] {30, 0, 30, 0, 30, 0, 30};
        for (var i = 0; i < Assumptions.FLOW.size(); i++) {
            typed.put(Assumptions.conversion(Assumptions.FLOW.get(i)), going[i]);
            typed.put(Assumptions.days(Assumptions.FLOW.get(i)), days[i]);
        }
        typed.put(Assumptions.CUSTOMERS, 0.0);
        typed.put(Assumptions.CHURN, 0.0);
        typed.put(Assumptions.EXPANSION, 0.0);
        return typed;
    }

    private static final Workforce NOBODY = new Workforce(Map.of(), Map.of(), Map.of());

    private static Simulation simulation(Map<String, Double> typed, Workforce workforce) {
        return new Simulation(Assumptions.of(typed, Map.of()), workforce, JANUARY, 24);
    }

    /**
     * By hand: two SDRs from March with three months of ramp-up do 1/6, 1/2 and 5/6 of two, then two, times twenty leads: 6.67,
     * 20, 33.33, 40 more leads. One in twenty (.5 × .5 × .5 × 1 × .4) is signed three months later: .333, 1, 1.667, 2
     * signatures from June on, at 10,000 each.
     */
    @Test
    void a_hire_changes_bookings_in_the_month_and_by_the_amount_that_a_hand_calculation_gives() {
        var simulation = simulation(world(), NOBODY);
        var today = simulation.play(List.of(), 0, 1);
        var changed = simulation.play(List.of(new Hire(CanonicalRole.SDR, 2, YearMonth.of(2027, 3), 3)), 0, 1);
        var more = new double[24];
        for (var month = 0; month < 24; month++) {
            more[month] = changed.months().get(month).bookings()
                    - today.months().get(month).bookings();
        }
        // Without a change, what comes today goes on: 40 leads, 2 signatures.
        assertThat(today.months())
                .allSatisfy(month -> assertThat(month.bookings()).isEqualTo(20_000, CENT));
        assertThat(more[0] + more[1] + more[2] + more[3] + more[4]).isZero();
        assertThat(more[5]).as("June").isEqualTo(3_333.33, CENT);
        assertThat(more[6]).as("July").isEqualTo(10_000, CENT);
        assertThat(more[7]).as("August").isEqualTo(16_666.67, CENT);
        assertThat(more[8]).as("September").isEqualTo(20_000, CENT);
        assertThat(more[23]).as("December of next year").isEqualTo(20_000, CENT);
        assertThat(changed.months().get(2).leads() - today.months().get(2).leads())
                .as("leads in March")
                .isEqualTo(6.67, CENT);
    }

    @Test
    void the_band_holds_what_is_expected_and_one_seed_gives_one_answer() {
        var simulation = simulation(world(), NOBODY);
        var one = simulation.play(List.of(), 1_000, 7);
        assertThat(simulation.play(List.of(), 1_000, 7)).isEqualTo(one);
        assertThat(simulation.play(List.of(), 1_000, 8)).isNotEqualTo(one);
        assertThat(one.total()).isEqualTo(480_000, CENT).isBetween(one.low(), one.high());
        assertThat(one.months()).allSatisfy(month -> assertThat(month.low()).isLessThanOrEqualTo(month.high()));
    }

    @Test
    void the_runs_agree_with_what_is_expected_on_average() {
        var typed = world();
        typed.put(Assumptions.OUTBOUND, 2_000.0);
        var course = simulation(typed, NOBODY).play(List.of(), 1_000, 3);
        // 100 signatures a month: chance is small against them, and the middle of the band is what is expected.
        assertThat((course.low() + course.high()) / 2).isCloseTo(course.total(), Offset.offset(course.total() * .06));
    }

    @Test
    void more_leads_wait_where_nobody_has_time_for_them() {
        // Discovery has hours for ten a month, which is what comes; ten hours each.
        var closers = new Workforce(
                Map.of(Stage.DISCOVERY, 100.0),
                Map.of(CanonicalRole.ACCOUNT_EXECUTIVE, Map.of(Stage.DISCOVERY, 100.0)),
                Map.of(Stage.DISCOVERY, 10.0));
        var simulation = simulation(world(), closers);
        var sdr = new Hire(CanonicalRole.SDR, 2, JANUARY, 0);
        var alone = simulation.play(List.of(sdr), 0, 1);
        assertThat(alone.months().get(12).bookings()).isEqualTo(20_000, CENT);
        assertThat(alone.months().get(12).waiting()).isGreaterThan(100);
        assertThat(alone.full()).as("where they wait").isEqualTo(Stage.DISCOVERY);
        // With one more account executive, twice as many pass.
        var both = simulation.play(List.of(sdr, new Hire(CanonicalRole.ACCOUNT_EXECUTIVE, 1, JANUARY, 0)), 0, 1);
        assertThat(both.months().get(12).bookings()).isEqualTo(40_000, CENT);
        assertThat(both.months().get(12).waiting()).isEqualTo(0, CENT);
    }

    @Test
    void who_leaves_is_gone_at_once_and_nobody_falls_below_nothing() {
        var simulation = simulation(world(), NOBODY);
        var course = simulation.play(List.of(new Hire(CanonicalRole.SDR, -5, YearMonth.of(2027, 3), 3)), 0, 1);
        assertThat(course.months().get(2).leads()).isZero();
        assertThat(course.months().get(4).bookings()).isEqualTo(20_000, CENT);
        assertThat(course.months().get(5).bookings()).isEqualTo(0, CENT);
    }

    @Test
    void customers_who_are_live_buy_more_and_some_leave() {
        var typed = world();
        typed.put(Assumptions.CUSTOMERS, 100.0);
        typed.put(Assumptions.CHURN, .1);
        typed.put(Assumptions.EXPANSION, .05);
        typed.put(Assumptions.EXPANSION_AMOUNT, 1_000.0);
        var first = simulation(typed, NOBODY).play(List.of(), 0, 1).months().getFirst();
        // 100 − 10 + 2 of last month's signatures, of which one in twenty buys for 1,000.
        assertThat(first.customers()).isEqualTo(92, CENT);
        assertThat(first.expansion()).isEqualTo(4_600, CENT);
    }
}
