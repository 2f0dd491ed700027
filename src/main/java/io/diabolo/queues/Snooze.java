package io.diabolo.queues;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

/**
 * The wish to see an entry of one's queue later.
 *
 * @param urgency what it was when it was put off: once it is more urgent it comes back
 * @param until an hour, a day or a date ahead
 */
public record Snooze(String kind, String recordType, UUID record, int urgency, Instant until, SnoozeReason reason) {
    /** What a form offers; the label of one is the text {@code queue.snooze.until.<id>}. */
    public static final List<String> CHOICES = List.of("hour", "tomorrow", "three_days", "week");

    private static final int MOST_DAYS = 92;

    /** @param text one of {@link #CHOICES}, or a date after today */
    static Instant until(String text, Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        var day = switch (text) {
            case "hour" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "three_days" -> today.plusDays(3);
            case "week" -> today.plusWeeks(1);
            default -> date(text);
        };
        if (text.equals("hour")) {
            return now.plus(Duration.ofHours(1));
        }
        if (!day.isAfter(today) || day.isAfter(today.plusDays(MOST_DAYS))) {
            throw new BadInput("until", "queue.snooze.fault.until", MOST_DAYS);
        }
        return day.atStartOfDay(zone).toInstant();
    }

    static Instant until(String text, Ui ui) {
        return until(text, ui.now(), ui.zone());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadInput("until", "queue.snooze.fault.until", MOST_DAYS);
        }
    }
}
