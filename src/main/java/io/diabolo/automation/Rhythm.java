package io.diabolo.automation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When an automation of a date or a schedule is looked at, in the zone of the workspace. */
final class Rhythm {
    private Rhythm() {}

    /** The first moment after this one; null for what waits for an event. */
    static @Nullable Instant next(Trigger trigger, Instant after, ZoneId zone) {
        if (trigger.isEvent()) {
            return null;
        }
        var now = after.atZone(zone);
        if (trigger.isSchedule() && trigger.every().equals("hour")) {
            return now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
        }
        var at = time(trigger.at());
        var next = now.with(at);
        while (!next.isAfter(now) || !suits(trigger, next)) {
            next = next.plusDays(1).with(at);
        }
        return next.toInstant();
    }

    private static boolean suits(Trigger trigger, ZonedDateTime day) {
        if (trigger.isDate()) {
            return true;
        }
        return switch (trigger.every()) {
            case "workday" -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            case "week" -> day.getDayOfWeek().getValue() == trigger.on();
            // The last day where a month is shorter.
            case "month" ->
                day.getDayOfMonth() == Math.min(trigger.on(), day.toLocalDate().lengthOfMonth());
            default -> true;
        };
    }

    static LocalTime time(String text) {
        return LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
    }
}
