package io.diabolo.journey;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When a move happened, as whoever moves says it. */
public final class MovedAt {
    /** Nobody moved a lead before; and the database knows no year of nine digits. */
    private static final int EARLIEST = 1900;

    private static final int LATEST = 9999;

    private MovedAt() {}

    /**
     * @param at an instant with its offset, or a day: a past one is meant at its noon, today means now; so does nothing
     * @throws DateTimeException when it is neither, or in no year of ours
     */
    public static Instant of(@Nullable String at, ZoneId zone, Clock clock) {
        if (at == null || at.isBlank()) {
            return clock.instant();
        }
        if (at.contains("T")) {
            var moment = OffsetDateTime.parse(at);
            check(moment.getYear());
            return moment.toInstant();
        }
        var day = LocalDate.parse(at);
        check(day.getYear());
        return day.equals(LocalDate.ofInstant(clock.instant(), zone))
                ? clock.instant()
                : day.atTime(LocalTime.NOON).atZone(zone).toInstant();
    }

    private static void check(int year) {
        if (year < EARLIEST || year > LATEST) {
            throw new DateTimeException("year " + year);
        }
    }
}
