package io.diabolo.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The statistical forecast made again, week by week, from what was known then, against what came. Of the public set a deal is
 * worth its product's list price, for what it was sold for nobody knew before.
 */
class BackTestOnPublicSetTest {
    private static final List<Period> QUARTERS = List.of(Period.of("2017-Q3"), Period.of("2017-Q4"));
    private static final List<Period> MONTHS = IntStream.rangeClosed(8, 12)
            .mapToObj(month -> Period.of("2017-%02d".formatted(month)))
            .toList();

    @Test
    void the_public_set() throws IOException {
        var folder = folder();
        assumeTrue(folder != null, "the public set isn't here");
        if (folder != null) {
            var deals = read(folder);
            assertThat(deals).hasSize(8_300);
            var quarters = BackTest.of(deals, mondays(), QUARTERS, 42);
            var months = BackTest.of(deals, mondays(), MONTHS, 42);
            print("public set, quarters", quarters);
            print("public set, months", months);
            assertThat(quarters.meanError()).isLessThan(.1);
            assertThat(quarters.within()).isBetween(.7, .9);
            assertThat(months.meanError()).isLessThan(.12);
            assertThat(months.within()).isBetween(.7, .9);
        }
    }

    /** The same shape: deals opened all year, most decided within four months, those lost early on. */
    @Test
    void a_generated_set_of_the_same_shape() {
        var chance = new Random(2017);
        var deals = new ArrayList<PastDeal>();
        var first = Math.toIntExact(LocalDate.of(2016, 10, 20).toEpochDay());
        for (var i = 0; i < 2_400; i++) {
            var opened = first + chance.nextInt(430);
            var won = chance.nextInt(100) < 63;
            var days = won || chance.nextBoolean() ? 1 + chance.nextInt(110) : 1 + chance.nextInt(14);
            deals.add(new PastDeal(
                    null,
                    new int[] {PastDeal.NEVER, opened, PastDeal.NEVER},
                    opened + days,
                    won,
                    new long[] {550_00, 4_821_00, 55_00, 3_393_00, 1_096_00}[chance.nextInt(5)]));
        }
        var test = BackTest.of(deals, mondays(), QUARTERS, 42);
        print("generated set, quarters", test);
        assertThat(test.meanError()).isLessThan(.2);
        assertThat(test.within()).isGreaterThan(.7);
    }

    /** Where quarters end with a rush, months are told apart; where they don't, no season is seen. */
    @Test
    void a_quarters_end_is_learned_and_none_is_made_up() {
        for (var rush : new boolean[] {true, false}) {
            var chance = new Random(7);
            var deals = new ArrayList<PastDeal>();
            var first = Math.toIntExact(LocalDate.of(2016, 1, 1).toEpochDay());
            for (var i = 0; i < 4_000; i++) {
                var opened = first + chance.nextInt(700);
                var over = opened + 1 + chance.nextInt(90);
                // Of three deals that would be signed in the first month of a quarter, one waits for the last.
                var late = rush && Season.place(over) == 0 && chance.nextInt(3) == 0;
                deals.add(new PastDeal(
                        null,
                        new int[] {PastDeal.NEVER, opened, PastDeal.NEVER},
                        late ? over + 60 : over,
                        chance.nextInt(10) < 6,
                        1_000_00));
            }
            var season = Season.of(Unrest.Past.of(deals, first + 700, true));
            if (rush) {
                assertThat(season.mean()[0]).isLessThan(.85);
                assertThat(season.mean()[2]).isGreaterThan(1.1);
            } else {
                assertThat(season.mean()).containsExactly(new double[] {1, 1, 1}, within(.07));
            }
        }
    }

    private static void print(String what, BackTest test) {
        System.out.printf(
                "back-test, %s: %d forecasts, mean error %.1f %%, within 10-90 %% in %.0f %%%n",
                what, test.trials().size(), 100 * test.meanError(), 100 * test.within());
        for (var trial : test.trials()) {
            System.out.printf(
                    "  %s said on %s: %,d - %,d - %,d, came %,d (%+.1f %%)%n",
                    trial.period().id(),
                    trial.day(),
                    trial.said().low() / 100,
                    trial.said().middle() / 100,
                    trial.said().high() / 100,
                    trial.came() / 100,
                    100 * trial.error());
        }
    }

    private static List<LocalDate> mondays() {
        return LocalDate.of(2017, 6, 26)
                .datesUntil(LocalDate.of(2017, 12, 26), java.time.Period.ofWeeks(1))
                .toList();
    }

    /** Those that were engaged; before that nothing is known of a deal. */
    private static List<PastDeal> read(Path folder) throws IOException {
        var prices = new HashMap<String, Long>();
        for (var row : rows(folder.resolve("products.csv"))) {
            prices.put(row[0].replace(" ", ""), Long.parseLong(row[2]) * 100);
        }
        var deals = new ArrayList<PastDeal>();
        for (var row : rows(folder.resolve("sales_pipeline.csv"))) {
            if (!row[5].isEmpty()) {
                var won = row[4].equals("Won");
                var price = prices.get(row[2].replace(" ", ""));
                deals.add(new PastDeal(
                        null,
                        new int[] {PastDeal.NEVER, day(row[5]), PastDeal.NEVER},
                        row[6].isEmpty() ? PastDeal.NEVER : day(row[6]),
                        won,
                        won ? Long.parseLong(row[7]) * 100 : price == null ? 0 : price));
            }
        }
        return deals;
    }

    private static int day(String text) {
        return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    }

    private static List<String[]> rows(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static @Nullable Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var set = folder.resolve("shared/data/crm_sales_opportunities");
            if (Files.isDirectory(set)) {
                return set;
            }
        }
        return null;
    }
}
