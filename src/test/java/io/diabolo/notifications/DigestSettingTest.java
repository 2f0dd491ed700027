package io.diabolo.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.clocks.WorkingHours;
import io.diabolo.notifications.DigestSetting.Rhythm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a digest comes, in Paris unless said otherwise. */
class DigestSettingTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static WorkingCalendar calendar(String... closed) {
        var days = Arrays.stream(closed).map(LocalDate::parse).toList();
        return new WorkingCalendar(PARIS, WorkingHours.usual(), days::contains);
    }

    private static DigestSetting daily(String at) {
        return new DigestSetting(Rhythm.DAILY, DayOfWeek.MONDAY, LocalTime.parse(at), true);
    }

    private static DigestSetting weekly(DayOfWeek day, String at) {
        return new DigestSetting(Rhythm.WEEKLY, day, LocalTime.parse(at), true);
    }

    private static String next(DigestSetting setting, String after, WorkingCalendar calendar) {
        return setting.next(Instant.parse(after), calendar)
                .atZone(calendar.zone())
                .toLocalDateTime()
                .toString();
    }

    @Test
    void each_working_day_and_none_other() {
        assertThat(next(daily("07:30"), "2026-12-04T06:29:00Z", calendar())).isEqualTo("2026-12-04T07:30");
        // It was Friday's; Saturday and Sunday aren't worked.
        assertThat(next(daily("07:30"), "2026-12-04T06:30:00Z", calendar())).isEqualTo("2026-12-07T07:30");
        assertThat(next(daily("07:30"), "2026-12-04T06:30:00Z", calendar("2026-12-07")))
                .isEqualTo("2026-12-08T07:30");
    }

    @Test
    void without_an_hour_when_the_working_day_begins() {
        assertThat(DigestSetting.usual().next(Instant.parse("2026-12-06T12:00:00Z"), calendar()))
                .isEqualTo(calendar().opening(Instant.parse("2026-12-06T12:00:00Z")));
    }

    @Test
    void over_the_turn_of_the_year() {
        assertThat(next(daily("08:00"), "2026-12-31T07:00:00Z", calendar("2027-01-01")))
                .isEqualTo("2027-01-04T08:00");
        // 2026 has 53 weeks by ISO: a week is seven days all the same.
        assertThat(next(weekly(DayOfWeek.THURSDAY, "08:00"), "2026-12-31T07:00:00Z", calendar()))
                .isEqualTo("2027-01-07T08:00");
        assertThat(next(weekly(DayOfWeek.FRIDAY, "08:00"), "2026-12-31T07:00:00Z", calendar("2027-01-01")))
                .isEqualTo("2027-01-04T08:00");
        // Monday stood in for that Friday; the next one is the week's own.
        assertThat(next(weekly(DayOfWeek.FRIDAY, "08:00"), "2027-01-04T07:00:00Z", calendar("2027-01-01")))
                .isEqualTo("2027-01-08T08:00");
    }

    @Test
    void at_the_same_hour_on_the_wall_when_the_clocks_change() {
        var every = new WorkingCalendar(PARIS, everyDay(), _ -> false);
        // Sunday 28 March 2027, 2:00 becomes 3:00: half past two comes an hour later, once.
        assertThat(next(daily("02:30"), "2027-03-27T02:00:00Z", every)).isEqualTo("2027-03-28T03:30");
        assertThat(next(daily("02:30"), "2027-03-28T01:30:00Z", every)).isEqualTo("2027-03-29T02:30");
        // Sunday 25 October 2026, 3:00 becomes 2:00: half past two comes twice, the digest the first time.
        var first = daily("02:30").next(Instant.parse("2026-10-24T12:00:00Z"), every);
        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(daily("02:30").next(first, every)).isEqualTo("2026-10-26T01:30:00Z");
        // At eight it is eight, before and after.
        assertThat(next(daily("08:00"), "2027-03-27T12:00:00Z", every)).isEqualTo("2027-03-28T08:00");
        assertThat(next(daily("08:00"), "2026-10-24T12:00:00Z", every)).isEqualTo("2026-10-25T08:00");
    }

    private static WorkingHours everyDay() {
        var week = new EnumMap<DayOfWeek, List<WorkingHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, List.of(new WorkingHours.Span(0, 24 * 60)));
        }
        return new WorkingHours(week);
    }

    @Test
    void a_calendar_that_never_works_doesnt_stop_the_clock() {
        var never = new WorkingCalendar(PARIS, WorkingHours.usual(), _ -> true);
        assertThat(daily("08:00").next(Instant.parse("2026-12-01T00:00:00Z"), never))
                .isEqualTo("2026-12-02T00:00:00Z");
    }

    @Test
    void each_slot_of_a_year_comes_once_and_in_order() {
        for (var setting : List.of(daily("02:30"), daily("23:45"), weekly(DayOfWeek.SUNDAY, "09:00"))) {
            var at = Instant.parse("2026-11-01T00:00:00Z");
            var seen = new HashSet<LocalDate>();
            while (at.isBefore(Instant.parse("2027-11-10T00:00:00Z"))) {
                var next = setting.next(at, calendar("2026-12-25", "2027-01-01"));
                assertThat(next).isAfter(at);
                assertThat(seen.add(LocalDate.ofInstant(next, PARIS))).isTrue();
                at = next;
            }
        }
    }
}
