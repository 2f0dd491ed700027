package io.diabolo.notifications;

import io.diabolo.clocks.WorkingCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * When a member gets the digest.
 *
 * @param weekday of a weekly one
 * @param at null: when their working day begins
 * @param agenda whether it says too what awaits them that day
 */
public record DigestSetting(
        Rhythm rhythm, DayOfWeek weekday, @Nullable LocalTime at, boolean agenda) {
    /** How often. */
    public enum Rhythm {
        DAILY,
        WEEKLY;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static @Nullable Rhythm named(String id) {
            return id.equals("daily") ? DAILY : id.equals("weekly") ? WEEKLY : null;
        }
    }

    /** A calendar in which so many days in a row aren't worked has no use for a rhythm. */
    private static final int DAYS_SEEN = 400;

    private static final int WEEK = 7;

    /** Until a member chooses: each morning, what happened and no more. */
    public static DigestSetting usual() {
        return new DigestSetting(Rhythm.DAILY, DayOfWeek.MONDAY, null, false);
    }

    /**
     * The next one after an instant: on a day that the member works, at the hour on their wall. A weekly one whose day isn't
     * worked leaves on the first day of the week that follows it that is. Where clocks jump over the hour it leaves an hour
     * later; where the hour comes twice, the first time.
     */
    public Instant next(Instant after, WorkingCalendar calendar) {
        var today = LocalDate.ofInstant(after, calendar.zone());
        return rhythm == Rhythm.DAILY ? daily(after, today, calendar) : weekly(after, today, calendar);
    }

    private Instant daily(Instant after, LocalDate today, WorkingCalendar calendar) {
        for (var day = today; day.isBefore(today.plusDays(DAYS_SEEN)); day = day.plusDays(1)) {
            var slot = on(day, calendar);
            if (slot != null && slot.isAfter(after)) {
                return slot;
            }
        }
        return after.plus(Duration.ofDays(1));
    }

    private Instant weekly(Instant after, LocalDate today, WorkingCalendar calendar) {
        var wanted = today.minusDays(WEEK).with(TemporalAdjusters.nextOrSame(weekday));
        for (; wanted.isBefore(today.plusDays(DAYS_SEEN)); wanted = wanted.plusDays(WEEK)) {
            var slot = firstWorked(wanted, calendar);
            if (slot != null && slot.isAfter(after)) {
                return slot;
            }
        }
        return after.plus(Duration.ofDays(WEEK));
    }

    private @Nullable Instant firstWorked(LocalDate wanted, WorkingCalendar calendar) {
        for (var day = wanted; day.isBefore(wanted.plusDays(WEEK)); day = day.plusDays(1)) {
            var slot = on(day, calendar);
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    /** Null on a day that isn't worked. */
    private @Nullable Instant on(LocalDate day, WorkingCalendar calendar) {
        var worked = calendar.worked(day);
        if (worked.isEmpty()) {
            return null;
        }
        return at == null
                ? worked.getFirst().from()
                : day.atTime(at).atZone(calendar.zone()).toInstant();
    }
}
