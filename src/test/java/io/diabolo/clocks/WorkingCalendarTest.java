package io.diabolo.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.clocks.WorkingHours.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<ZoneId> ZONES = List.of(
            PARIS, ZoneId.of("America/New_York"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/Havana"));

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static final WorkingCalendar USUAL = new WorkingCalendar(PARIS, WorkingHours.usual(), _ -> false);

    @Test
    void the_lunch_break_and_the_night_dont_count() {
        assertThat(USUAL.due(at("2026-11-27T12:28"), Duration.ofMinutes(5))).isEqualTo(at("2026-11-27T13:33"));
        assertThat(USUAL.due(at("2026-11-27T17:58"), Duration.ofMinutes(5))).isEqualTo(at("2026-11-30T09:03"));
        assertThat(USUAL.due(at("2026-11-28T11:00"), Duration.ofMinutes(5))).isEqualTo(at("2026-11-30T09:05"));
    }

    @Test
    void a_working_day_later_is_the_same_hour_of_the_next_day_that_is_worked() {
        assertThat(USUAL.dueInDays(at("2026-11-26T10:20"), 1)).isEqualTo(at("2026-11-27T10:20"));
        assertThat(USUAL.dueInDays(at("2026-11-27T10:20"), 2)).isEqualTo(at("2026-12-01T10:20"));
        assertThat(USUAL.dueInDays(at("2026-11-28T10:20"), 1)).isEqualTo(at("2026-12-01T09:00"));
    }

    @Test
    void holidays_are_those_of_the_country() {
        var holidays = new Holidays();
        assertThat(holidays.isHoliday(LocalDate.parse("2026-07-14"), "FR", "")).isTrue();
        assertThat(holidays.isHoliday(LocalDate.parse("2026-04-06"), "FR", "")).isTrue();
        assertThat(holidays.isHoliday(LocalDate.parse("2026-12-26"), "FR", "")).isFalse();
        assertThat(holidays.isHoliday(LocalDate.parse("2026-12-26"), "FR", Holidays.ALSACE_MOSELLE))
                .isTrue();
        assertThat(holidays.isHoliday(LocalDate.parse("2026-10-03"), "DE", "")).isTrue();
        assertThat(holidays.countries()).contains("FR", "DE", "BE", "US", "GB").hasSizeGreaterThan(50);
    }

    @Test
    void hours_are_read_as_people_write_them() {
        assertThat(WorkingHours.read("9-12:30, 13h30 – 18h")).containsExactly(new Span(540, 750), new Span(810, 1080));
        assertThat(WorkingHours.read("")).isEmpty();
        for (var wrong : List.of("nine", "12-9", "9-12, 11-13", "9-25", "9:75-12")) {
            org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> WorkingHours.read(wrong));
        }
    }

    /** Against one that looks at every minute, on weeks in which clocks change. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_counts_as_whoever_looks_at_every_minute(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++) {
            var calendar = calendar(random);
            var start = near(random, calendar.zone());
            var minutes = 1 + random.nextInt(1500);
            var what = "seed " + seed + ", round " + round + ": " + calendar.zone() + " " + calendar.hours() + " "
                    + start + " + " + minutes;
            var naive = start;
            for (var left = minutes; left > 0; naive = naive.plusSeconds(60)) {
                left -= isWorked(calendar, naive) ? 1 : 0;
            }
            assertThat(calendar.due(start, Duration.ofMinutes(minutes)))
                    .as(what)
                    .isEqualTo(naive);
            assertThat(calendar.workingBetween(start, naive)).as(what).isEqualTo(Duration.ofMinutes(minutes));
            assertThat(calendar.workingBetween(naive, start)).as(what).isEqualTo(Duration.ofMinutes(-minutes));
            var opening = start;
            while (!isWorked(calendar, opening)) {
                opening = opening.plusSeconds(60);
            }
            assertThat(calendar.opening(start)).as(what).isEqualTo(opening);
        }
    }

    private static boolean isWorked(WorkingCalendar calendar, Instant instant) {
        var local = instant.atZone(calendar.zone());
        var minute = local.getHour() * 60 + local.getMinute();
        return !calendar.closed().test(local.toLocalDate())
                && calendar.hours().on(local.getDayOfWeek()).stream()
                        .anyMatch(span -> span.from() <= minute && minute < span.to());
    }

    private static Instant near(Random random, ZoneId zone) {
        var change = zone.getRules()
                .nextTransition(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(400))));
        return change.getInstant().minus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
    }

    private static WorkingCalendar calendar(Random random) {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = new ArrayList<Span>();
            for (var from = random.nextInt(300); from < 1380 && random.nextInt(5) > 0; ) {
                var to = Math.min(1440, from + 1 + random.nextInt(300));
                spans.add(new Span(from, to));
                from = to + random.nextInt(200);
            }
            days.put(day, spans);
        }
        days.put(DayOfWeek.SUNDAY, List.of(new Span(0, 155), new Span(160, 1440)));
        var closed = new HashSet<LocalDate>();
        for (var day = 0; day < 40; day++) {
            closed.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(800)));
        }
        return new WorkingCalendar(ZONES.get(random.nextInt(ZONES.size())), new WorkingHours(days), closed::contains);
    }
}
