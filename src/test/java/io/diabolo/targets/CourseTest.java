package io.diabolo.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.clocks.WorkingHours;
import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a target spreads over months, by hand and for any amount. */
class CourseTest {
    private static final Seasonality SEASON =
            Seasonality.typed(List.of("6", "7", "9", "8", "8", "10", "6", "3", "9", "10", "10", "14"));
    private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);
    private static final WorkingCalendar CALENDAR =
            new WorkingCalendar(ZoneOffset.UTC, WorkingHours.usual(), day -> false);

    private static Course year(String value, @Nullable Seasonality season, @Nullable Ramp ramp, int digits) {
        return Course.of(new BigDecimal(value), YEAR, YEAR.plusYears(1), season, ramp, digits);
    }

    private static List<BigDecimal> values(Course course) {
        return course.months().stream().map(Course.Month::value).toList();
    }

    @Test
    void a_year_falls_on_its_months_by_their_season() {
        var course = year("120000", SEASON, null, 2);
        assertThat(values(course))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(
                        List.of(7200, 8400, 10800, 9600, 9600, 12000, 7200, 3600, 10800, 12000, 12000, 16800).stream()
                                .map(BigDecimal::valueOf)
                                .toList());
        assertThat(course.part(YEAR, YEAR.plusMonths(3)).total()).isEqualByComparingTo("26400");
    }

    @Test
    void a_quarter_falls_on_its_months_by_their_part_of_the_quarter() {
        // July, August and September are 6, 3 and 9 of 18.
        var from = LocalDate.of(2026, 7, 1);
        var course = Course.of(new BigDecimal("10"), from, from.plusMonths(3), SEASON, null, 0);
        // 3.33, 1.67 and 5: the one that is left goes to the August, of whom most was cut off.
        assertThat(values(course)).extracting(BigDecimal::intValueExact).containsExactly(3, 2, 5);
    }

    @Test
    void what_does_not_divide_evenly_loses_no_cent() {
        // 100.01 over twelve is 8.334…: 8.33 each, and the five cents that are left go to the first five.
        var course = year("100.01", null, null, 2);
        assertThat(values(course).subList(0, 5)).allMatch(new BigDecimal("8.34")::equals);
        assertThat(values(course).subList(5, 12)).allMatch(new BigDecimal("8.33")::equals);
    }

    /**
     * By hand: who begins on 16 November with 0 % and then 50 % is at nothing until 15 December. Of December's 31 days the last
     * 16 count half: 8/31 of 100. In January 15 days count half and 16 whole: 23.5/31 of 100. From February on it is all.
     */
    @Test
    void who_begins_in_mid_month_changes_over_in_mid_month_also_over_the_turn_of_the_year() {
        var ramp = new Ramp(LocalDate.of(2026, 11, 16), List.of(0, 50));
        assertThat(values(year("1200", null, ramp, 2)).get(10)).isEqualByComparingTo("0");
        assertThat(values(year("1200", null, ramp, 2)).get(11)).isEqualByComparingTo("25.81");
        assertThat(year("1200", null, ramp, 2).total()).isEqualByComparingTo("25.81");
        var next = Course.of(new BigDecimal("1200"), LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1), null, ramp, 0);
        assertThat(values(next).getFirst()).isEqualByComparingTo("76");
        assertThat(values(next).get(1)).isEqualByComparingTo("100");
        assertThat(next.total()).isEqualByComparingTo("1176");
        assertThat(next.months().getFirst().isReduced()).isTrue();
        assertThat(next.months().get(1).isReduced()).isFalse();
    }

    @Test
    void who_begins_on_a_31st_skips_no_day() {
        var ramp = new Ramp(LocalDate.of(2026, 1, 31), List.of(10, 20, 30));
        var pieces = ramp.pieces(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 1));
        assertThat(pieces)
                .extracting(Ramp.Piece::from, Ramp.Piece::percent)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 1, 1), 0),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 1, 31), 10),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 2, 28), 20),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 3, 31), 30),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 4, 30), 100));
        assertThat(pieces.stream().mapToLong(Ramp.Piece::days).sum()).isEqualTo(151);
    }

    @Test
    void pace_follows_the_season_and_the_ramp_up() {
        // January to July bring 6 + 7 + 9 + 8 + 8 + 10 + 6 = 54 of 100.
        var august = LocalDate.of(2026, 8, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(year("120000", SEASON, null, 2).due(august, CALENDAR)).isEqualTo(.54, within(1e-9));
        // From July with 0 and 50 %: July nothing, August half of 3, then 9 + 10 + 10 + 14. On 1 September 1.5 of 44.5
        // is due.
        var ramp = new Ramp(LocalDate.of(2026, 7, 1), List.of(0, 50));
        var september = LocalDate.of(2026, 9, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(year("120000", SEASON, ramp, 2).due(september, CALENDAR)).isEqualTo(1.5 / 44.5, within(1e-9));
        // Without both it is the working time: of 2026 noon on 2 July is about the middle.
        var july = LocalDate.of(2026, 7, 2).atTime(12, 0).toInstant(ZoneOffset.UTC);
        assertThat(year("120000", null, null, 2).due(july, CALENDAR)).isEqualTo(.5, within(.01));
    }

    @Test
    void of_somebody_of_whom_nothing_is_expected_yet_nothing_is_due() {
        var ramp = new Ramp(LocalDate.of(2027, 3, 1), List.of(50));
        var course = year("1200", SEASON, ramp, 0);
        assertThat(course.total()).isEqualByComparingTo("0");
        assertThat(course.due(YEAR.plusMonths(6).atStartOfDay().toInstant(ZoneOffset.UTC), CALENDAR))
                .isZero();
    }

    @Test
    void for_any_amount_season_and_start_the_months_add_up_to_the_year() {
        var chance = new Random(20_261_129);
        for (var run = 0; run < 2_000; run++) {
            var digits = chance.nextInt(4);
            var value = BigDecimal.valueOf(chance.nextLong(10_000_000_000L), chance.nextInt(5));
            var season = chance.nextBoolean() ? season(chance) : null;
            var ramp = chance.nextBoolean() ? ramp(chance) : null;
            var course = Course.of(value, YEAR, YEAR.plusYears(1), season, ramp, digits);
            var told = "%s, %s, %s".formatted(value, season, ramp);
            assertThat(course.months().stream().map(Course.Month::full).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(told)
                    .isEqualByComparingTo(value);
            var quarters = BigDecimal.ZERO;
            for (var quarter = 0; quarter < 4; quarter++) {
                var from = YEAR.plusMonths(3L * quarter);
                quarters = quarters.add(course.part(from, from.plusMonths(3)).total());
            }
            assertThat(quarters).as(told).isEqualByComparingTo(course.total());
            assertThat(course.total()).as(told).isLessThanOrEqualTo(value);
            assertThat(course.months()).as(told).allMatch(month -> month.value().signum() >= 0);
        }
    }

    private static Seasonality season(Random chance) {
        var weights = new ArrayList<>(Collections.nCopies(12, 0));
        weights.replaceAll(_ -> chance.nextInt(1_000));
        return Seasonality.inProportion(weights);
    }

    private static Ramp ramp(Random chance) {
        var shares = new ArrayList<>(Collections.nCopies(1 + chance.nextInt(24), 0));
        shares.replaceAll(_ -> chance.nextInt(101));
        return new Ramp(LocalDate.of(2025, 1, 1).plusDays(chance.nextInt(1_000)), shares);
    }

    @Test
    void what_is_due_only_grows_and_ends_at_all_of_it() {
        var chance = new Random(7);
        for (var run = 0; run < 20; run++) {
            var course = year("120000", season(chance), new Ramp(LocalDate.of(2025, 12, 9), List.of(5, 50)), 2);
            var before = 0.0;
            for (var day = YEAR; !day.isAfter(YEAR.plusYears(1)); day = day.plusDays(5)) {
                var due = course.due(day.atStartOfDay().toInstant(ZoneOffset.UTC), CALENDAR);
                assertThat(due).isBetween(before - 1e-12, 1 + 1e-12);
                before = due;
            }
            assertThat(course.due(YEAR.plusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC), CALENDAR))
                    .isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void shares_that_are_no_whole_are_refused() {
        assertThatThrownBy(() -> Seasonality.typed(Collections.nCopies(12, "8")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Seasonality.typed(Collections.nCopies(12, "acht")))
                .isInstanceOf(BadInput.class);
        assertThat(Seasonality.typed(List.of(
                                "8,33", "8,33", "8,33", "8,33 %", "8,33", "8,33", "8,33", "8,33", "8,34", "8,34",
                                "8,34", "8,34"))
                        .of(java.time.Month.DECEMBER))
                .isEqualTo(834);
        assertThat(Ramp.typed("0/25 %/50; 75")).containsExactly(0, 25, 50, 75);
        assertThatThrownBy(() -> Ramp.typed("0 / 120")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Ramp.typed(" ")).isInstanceOf(BadInput.class);
    }

    @Test
    void a_season_is_read_off_two_years_and_not_off_less() {
        // Two years, the second twice as strong, the same rhythm: 10 a month but 90 in December, of 200.
        var values = new ArrayList<BigDecimal>();
        for (var year = 1; year <= 2; year++) {
            for (var month = 1; month <= 12; month++) {
                values.add(BigDecimal.valueOf((month == 12 ? 90L : 10L) * year));
            }
        }
        var found = SeasonHistory.of(values, YearMonth.of(2027, 1));
        assertThat(found.years()).isEqualTo(2);
        assertThat(found.since()).isEqualTo(YearMonth.of(2025, 1));
        var season = found.season();
        assertThat(season).isNotNull();
        if (season != null) {
            assertThat(season.of(java.time.Month.DECEMBER)).isEqualTo(4_500);
            assertThat(season.of(java.time.Month.MARCH)).isEqualTo(500);
        }
        // Read in mid-year, December still is December.
        var june = SeasonHistory.of(values, YearMonth.of(2026, 7)).season();
        assertThat(june).isNotNull();
        if (june != null) {
            assertThat(june.of(java.time.Month.JUNE)).isEqualTo(4_500);
        }
        var less = SeasonHistory.of(values.subList(1, 24), YearMonth.of(2027, 1));
        assertThat(less.season()).isNull();
        assertThat(less.years()).isEqualTo(1);
        assertThat(SeasonHistory.of(Collections.nCopies(60, BigDecimal.ZERO), YearMonth.of(2027, 1))
                        .since())
                .isNull();
    }
}
