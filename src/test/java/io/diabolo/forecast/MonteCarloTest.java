package io.diabolo.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final int START = Math.toIntExact(LocalDate.of(2025, 1, 1).toEpochDay());
    private static final int DAYS = 540;

    /** Deals as a small company has them: opened all year round, half of them won after some weeks. */
    private static List<PastDeal> world(long seed, int deals) {
        var chance = new Random(seed);
        var all = new ArrayList<PastDeal>();
        for (var i = 0; i < deals; i++) {
            var discovery = START + chance.nextInt(DAYS);
            var proposal = discovery + 3 + chance.nextInt(25);
            var lostEarly = chance.nextInt(10) < 3;
            var over = lostEarly ? discovery + 1 + chance.nextInt(20) : proposal + 5 + chance.nextInt(60);
            var won = !lostEarly && chance.nextInt(10) < 6;
            all.add(new PastDeal(
                    null,
                    new int[] {discovery, lostEarly ? PastDeal.NEVER : proposal, PastDeal.NEVER},
                    over,
                    won,
                    500_00L + chance.nextInt(2_000_00)));
        }
        return all;
    }

    private static Estimate estimate(List<PastDeal> all, int day, int last, long seed, int runs) {
        var known = all.stream().filter(deal -> deal.opened() <= day).toList();
        return new MonteCarlo(known, day, runs, seed, true)
                .of(new MonteCarlo.Question(
                        known.stream().filter(deal -> deal.isOpen(day)).toList(),
                        0,
                        MonteCarlo.arrivals(known, day),
                        0,
                        last));
    }

    @Test
    void one_seed_gives_one_answer() {
        var world = world(1, 400);
        var once = estimate(world, START + 400, START + 490, 7, 10_000);
        assertThat(estimate(world, START + 400, START + 490, 7, 10_000)).isEqualTo(once);
        assertThat(once.low()).isLessThan(once.middle());
        assertThat(once.middle()).isLessThan(once.high());
        assertThat(once.isEnough()).isTrue();
    }

    @Test
    void too_short_a_history_says_nothing() {
        var few = world(2, 25);
        var said = estimate(few, START + DAYS, START + DAYS + 90, 7, 1_000);
        assertThat(said.isEnough()).isFalse();
        assertThat(said.middle()).isZero();
    }

    @Test
    void a_deal_that_is_open_longer_than_any_was_is_not_counted_on() {
        var world = new ArrayList<>(world(3, 400));
        var day = START + 500;
        var weights = new int[world.size()];
        Arrays.fill(weights, 1);
        var within = Course.of(world, day, weights).within(90);
        var fresh = new PastDeal(null, new int[] {day - 20, day - 2, PastDeal.NEVER}, PastDeal.NEVER, false, 0);
        var old = new PastDeal(null, new int[] {day - 300, day - 290, PastDeal.NEVER}, PastDeal.NEVER, false, 0);
        assertThat(within.wins(fresh, day)).isCloseTo(.6, within(.08));
        assertThat(within.wins(old, day)).isZero();
    }

    @Test
    void what_is_still_open_is_not_taken_for_lost() {
        var world = world(4, 2_000);
        var weights = new int[world.size()];
        Arrays.fill(weights, 1);
        // In the middle of the story, when many of those opened last are still open.
        var course = Course.of(world, START + 270, weights);
        assertThat(course.wonInTheEnd(0)).isCloseTo(.42, within(.05));
        assertThat(course.wonInTheEnd(1)).isCloseTo(.6, within(.05));
    }

    @Test
    void on_generated_histories_what_comes_lies_within_the_range_four_times_in_five() {
        var trials = 0;
        var inside = 0;
        var off = 0.0;
        for (var seed = 0; seed < 40; seed++) {
            var world = world(100 + seed, 900);
            var day = START + 400;
            var last = day + 60;
            var said = estimate(world, day, last, seed, 2_000);
            var came = world.stream()
                    .filter(deal -> deal.won() && deal.over() > day && deal.over() <= last)
                    .mapToLong(PastDeal::minor)
                    .sum();
            trials++;
            inside += came >= said.low() && came <= said.high() ? 1 : 0;
            off += Math.abs((double) (said.middle() - came) / came);
        }
        System.out.printf(
                "generated: within 10-90 %% in %d of %d, mean error %.1f %%%n", inside, trials, 100 * off / trials);
        assertThat(inside).isBetween(30, 40);
        assertThat(off / trials).isLessThan(.2);
    }

    /** Renewals as they are: opened two months before the date, nine in ten renewed on it, small amounts. */
    private static List<PastDeal> renewals(long seed, int deals) {
        var chance = new Random(seed);
        var all = new ArrayList<PastDeal>();
        for (var i = 0; i < deals; i++) {
            var opened = START + chance.nextInt(DAYS);
            all.add(new PastDeal(
                    null,
                    new int[] {opened, PastDeal.NEVER, PastDeal.NEVER},
                    opened + 55 + chance.nextInt(10),
                    chance.nextInt(10) < 9,
                    100_00L + chance.nextInt(100_00),
                    true));
        }
        return all;
    }

    @Test
    void renewals_are_learned_and_played_apart_from_what_is_sold_anew() {
        var day = START + 450;
        var last = day + 60;
        var all = new ArrayList<>(world(5, 300));
        all.addAll(renewals(6, 300));
        var known = all.stream().filter(deal -> deal.opened() <= day).toList();
        var apart = MonteCarlo.apart(known, known, day, 0, last, 10_000, 7, true);
        var news = MonteCarlo.kind(known, false);
        var old = MonteCarlo.kind(known, true);
        var anew = estimate(news, day, last, 7, 10_000);
        var renewed = estimate(old, day, last, 7 ^ 1, 10_000);
        // On average the two add up, however they are mixed with each other.
        assertThat(apart.open()).isBetween(anew.open() + renewed.open() - 1, anew.open() + renewed.open() + 1);
        assertThat(apart.deals()).isEqualTo(anew.deals() + renewed.deals());
        // What a renewal that is open is worth is told by renewals: nearly all of it, for nine in ten are renewed.
        var due = old.stream()
                .filter(deal -> deal.isOpen(day))
                .mapToLong(PastDeal::minor)
                .sum();
        assertThat((double) renewed.open()).isBetween(due * 0.75, due * 1.05);
        var mixed = estimate(known, day, last, 7, 10_000);
        assertThat(apart).isNotEqualTo(mixed);
    }

    @Test
    void as_long_as_there_are_too_few_renewals_one_history_serves_both() {
        var day = START + 450;
        var all = new ArrayList<>(world(5, 300));
        all.addAll(renewals(6, 10));
        var known = all.stream().filter(deal -> deal.opened() <= day).toList();
        assertThat(MonteCarlo.apart(known, known, day, 0, day + 60, 2_000, 7, true))
                .isEqualTo(estimate(known, day, day + 60, 7, 2_000));
    }
}
