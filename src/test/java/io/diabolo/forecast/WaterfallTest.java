package io.diabolo.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.forecast.Waterfall.Counted;
import io.diabolo.forecast.Waterfall.Pair;
import io.diabolo.forecast.Waterfall.Step;
import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaterfallTest {
    private static final Period QUARTER = Period.of("2026-Q4");
    private static final MemberId ANNA = new MemberId(new UUID(1, 1));
    private static final MemberId DAVID = new MemberId(new UUID(1, 2));
    private static final List<Part> PARTS = List.of(Part.values());
    private static final Set<Part> OPEN = EnumSet.of(Part.COMMIT, Part.BEST_CASE, Part.PIPELINE);
    private static final LocalDate INSIDE = LocalDate.of(2026, 11, 12);
    private static final LocalDate LATER = LocalDate.of(2027, 1, 12);

    private static Look look(MemberId owner, Part part, long minor, @Nullable LocalDate close) {
        return new Look(owner, "new_business", part, minor, "EUR", close, minor);
    }

    private static Waterfall of(@Nullable Look then, @Nullable Look now) {
        return Waterfall.of(List.of(new Pair(new UUID(7, 7), then, now)), new Counted(QUARTER, Set.of(ANNA), OPEN));
    }

    private static Step only(@Nullable Look then, @Nullable Look now) {
        return of(then, now).changes(_ -> true).getFirst().step();
    }

    @Test
    void each_change_has_its_name() {
        var deal = look(ANNA, Part.PIPELINE, 1_000, INSIDE);
        assertThat(only(null, deal)).isEqualTo(Step.NEW);
        assertThat(only(look(ANNA, Part.PIPELINE, 1_000, LATER), deal)).isEqualTo(Step.MOVED_IN);
        assertThat(only(look(ANNA, Part.PIPELINE, 1_000, null), deal)).isEqualTo(Step.MOVED_IN);
        assertThat(only(look(ANNA, Part.LOST, 1_000, INSIDE), deal)).isEqualTo(Step.REOPENED);
        assertThat(only(look(ANNA, Part.CLOSED, 1_000, INSIDE), deal)).isEqualTo(Step.REOPENED);
        assertThat(only(look(ANNA, Part.OMITTED, 1_000, INSIDE), deal)).isEqualTo(Step.CATEGORY_IN);
        assertThat(only(look(DAVID, Part.PIPELINE, 1_000, INSIDE), deal)).isEqualTo(Step.TAKEN_OVER);
        assertThat(only(deal, look(ANNA, Part.COMMIT, 1_500, INSIDE))).isEqualTo(Step.INCREASED);
        assertThat(only(deal, look(ANNA, Part.COMMIT, 500, INSIDE))).isEqualTo(Step.DECREASED);
        assertThat(only(deal, look(DAVID, Part.PIPELINE, 1_000, INSIDE))).isEqualTo(Step.HANDED_OVER);
        assertThat(only(deal, look(ANNA, Part.OMITTED, 1_000, INSIDE))).isEqualTo(Step.CATEGORY_OUT);
        assertThat(only(deal, look(ANNA, Part.PIPELINE, 1_000, LATER))).isEqualTo(Step.MOVED_OUT);
        assertThat(only(deal, null)).isEqualTo(Step.REMOVED);
        assertThat(only(deal, look(ANNA, Part.LOST, 1_000, INSIDE))).isEqualTo(Step.LOST);
        assertThat(only(deal, look(ANNA, Part.CLOSED, 1_000, LATER))).isEqualTo(Step.WON);
        assertThat(of(deal, deal).changes(_ -> true)).isEmpty();
        var dollars = new Look(ANNA, "new_business", Part.PIPELINE, 1_000, "USD", INSIDE, 900L);
        var dearer = new Look(ANNA, "new_business", Part.PIPELINE, 1_000, "USD", INSIDE, 950L);
        var unknown = new Look(ANNA, "new_business", Part.PIPELINE, 1_000, "USD", INSIDE, null);
        assertThat(only(dollars, dearer)).isEqualTo(Step.RATE_ROSE);
        assertThat(only(dearer, dollars)).isEqualTo(Step.RATE_FELL);
        assertThat(only(unknown, dollars)).isEqualTo(Step.RATE_ROSE);
        assertThat(only(dollars, unknown)).isEqualTo(Step.RATE_FELL);
        assertThat(of(unknown, unknown).leftOut()).hasSize(1);
    }

    @Test
    void whatever_happens_beginning_and_steps_make_the_end() {
        for (var seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            var pairs = new ArrayList<Pair>();
            for (var i = 0; i < 1 + chance.nextInt(80); i++) {
                pairs.add(new Pair(new UUID(seed, i), any(chance), any(chance)));
            }
            var parts = chance.nextBoolean() ? OPEN : EnumSet.of(Part.COMMIT);
            var counted = new Counted(QUARTER, chance.nextBoolean() ? null : Set.of(ANNA), parts);
            var waterfall = Waterfall.of(pairs, counted);

            var minor = waterfall.begin().minor();
            var count = waterfall.begin().count();
            for (var step : Step.values()) {
                minor += waterfall.of(step).minor();
                count += waterfall.of(step).count();
                assertThat(waterfall.changes(one -> one == step))
                        .as("the deals of a step")
                        .hasSize((int) waterfall.deals(step));
                assertThat(waterfall.changes(one -> one == step).stream()
                                .mapToLong(Waterfall.Change::delta)
                                .sum())
                        .isEqualTo(waterfall.of(step).minor());
            }
            assertThat(minor).as("seed %d", seed).isEqualTo(waterfall.end().minor());
            assertThat(count).as("seed %d", seed).isEqualTo(waterfall.end().count());
            var held = pairs.stream().filter(pair -> counted.holds(pair.now())).toList();
            assertThat(waterfall.end().count()).isEqualTo(held.size());
        }
    }

    private static @Nullable Look any(Random chance) {
        if (chance.nextInt(6) == 0) {
            return null;
        }
        var days = IntStream.of(-40, 10, 30, 70, 100).map(day -> day).toArray();
        var close = chance.nextInt(9) == 0 ? null : LocalDate.of(2026, 10, 1).plusDays(days[chance.nextInt(5)]);
        var currency = List.of("EUR", "EUR", "EUR", "USD", "CHF").get(chance.nextInt(5));
        var minor = chance.nextInt(5) * 1_000L;
        // Dollars are worth more or less from moment to moment; of francs nobody knows what they are worth.
        var counted = switch (currency) {
            case "USD" -> minor * (85 + chance.nextInt(10)) / 100;
            case "CHF" -> null;
            default -> (Long) minor;
        };
        return new Look(
                chance.nextBoolean() ? ANNA : DAVID,
                "new_business",
                PARTS.get(chance.nextInt(PARTS.size())),
                minor,
                currency,
                close,
                counted);
    }
}
