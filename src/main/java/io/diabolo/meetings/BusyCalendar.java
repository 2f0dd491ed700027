package io.diabolo.meetings;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ICalProperty;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an iCalendar text when its owner is busy, and no more of it. Calendars are odd: an event that can't be made
 * sense of is left out, the others count.
 */
final class BusyCalendar {
    /** No calendar of a person holds more within some months; a rule that does is a mistake or an attack. */
    private static final int MOST_OF_EVENT = 2_000;

    private static final int MOST = 20_000;

    private final ZoneId zone;
    private final Span within;
    private final List<Span> found = new ArrayList<>();
    private int left;

    private BusyCalendar(ZoneId zone, Span within) {
        this.zone = zone;
        this.within = within;
    }

    /**
     * @param spans merged, in order
     * @param calendars how many the text held: none means that it is something else
     * @param leftOut events that couldn't be read
     */
    record Read(List<Span> spans, int calendars, int leftOut) {}

    /** @param zone of the owner, in which times without a zone and whole days are meant */
    static Read of(String text, ZoneId zone, Span within) {
        var reader = new BusyCalendar(zone, within);
        var calendars = Biweekly.parse(text).all();
        for (var calendar : calendars) {
            reader.read(calendar);
        }
        return new Read(merged(reader.found), calendars.size(), reader.left);
    }

    private void read(ICalendar calendar) {
        var replaced = replaced(calendar);
        for (var event : calendar.getEvents()) {
            try {
                if (found.size() < MOST && isBusy(event)) {
                    occurrences(event, calendar, replaced.getOrDefault(uid(event), Set.of()));
                }
            } catch (RuntimeException | AssertionError _) {
                // The library asserts what a fuzzed rule doesn't keep to, such as a year of twelve months.
                left++;
            }
        }
    }

    /** By the event's id, the occurrences of a series that have an event of their own. */
    private static Map<String, Set<Instant>> replaced(ICalendar calendar) {
        var all = new HashMap<String, Set<Instant>>();
        for (var event : calendar.getEvents()) {
            var id = event.getRecurrenceId();
            if (id != null && id.getValue() != null) {
                all.computeIfAbsent(uid(event), _ -> new HashSet<>())
                        .add(id.getValue().toInstant());
            }
        }
        return all;
    }

    private static String uid(VEvent event) {
        return event.getUid() == null ? "" : String.valueOf(event.getUid().getValue());
    }

    private static boolean isBusy(VEvent event) {
        var free = event.getExperimentalProperty("X-MICROSOFT-CDO-BUSYSTATUS");
        return (event.getTransparency() == null || !event.getTransparency().isTransparent())
                && (event.getStatus() == null || !event.getStatus().isCancelled())
                && (free == null || !"FREE".equalsIgnoreCase(free.getValue()));
    }

    private void occurrences(VEvent event, ICalendar calendar, Set<Instant> replaced) {
        var begin = value(event.getDateStart());
        if (begin == null) {
            left++;
            return;
        }
        var length = length(event, begin);
        if (length.isZero() || length.isNegative()) {
            return;
        }
        var local = isLocal(event.getDateStart(), begin, calendar);
        var rule = event.getRecurrenceRule() == null
                ? null
                : event.getRecurrenceRule().getValue();
        if (rule != null && (rule.getFrequency() == Frequency.SECONDLY || rule.getFrequency() == Frequency.MINUTELY)) {
            left++;
            return;
        }
        var isSeries = rule != null || !event.getRecurrenceDates().isEmpty();
        if (!isSeries || event.getRecurrenceId() != null) {
            add(begin, local, length);
            return;
        }
        // Of times without a zone the library makes instants of this machine's zone; they are read back from it.
        var dates = event.getDateIterator(local ? TimeZone.getDefault() : zoneOf(event.getDateStart(), calendar));
        dates.advanceTo(Date.from(within.from().minus(length).minus(Duration.ofDays(1))));
        for (var n = 0; n < MOST_OF_EVENT && dates.hasNext(); n++) {
            var next = dates.next();
            if (next.toInstant().isAfter(within.to().plus(Duration.ofDays(1)))) {
                return;
            }
            if (!replaced.contains(next.toInstant())) {
                add(next, local, length);
            }
        }
    }

    private void add(Date start, boolean local, Duration length) {
        var from = local
                ? LocalDateTime.ofInstant(start.toInstant(), ZoneId.systemDefault())
                        .atZone(zone)
                        .toInstant()
                : start.toInstant();
        var span = Span.of(from, length);
        if (span.overlaps(within)) {
            found.add(span);
        }
    }

    private static @Nullable ICalDate value(@Nullable DateOrDateTimeProperty property) {
        return property == null ? null : property.getValue();
    }

    private static Duration length(VEvent event, ICalDate begin) {
        var end = value(event.getDateEnd());
        if (end != null) {
            return Duration.between(begin.toInstant(), end.toInstant());
        }
        if (event.getDuration() != null && event.getDuration().getValue() != null) {
            return Duration.ofMillis(event.getDuration().getValue().toMillis());
        }
        return begin.hasTime() ? Duration.ZERO : Duration.ofDays(1);
    }

    /** Whole days, and times that mean wherever one is. */
    private static boolean isLocal(ICalProperty property, ICalDate begin, ICalendar calendar) {
        var info = calendar.getTimezoneInfo();
        return !begin.hasTime() || info.isFloating(property);
    }

    private static TimeZone zoneOf(ICalProperty property, ICalendar calendar) {
        var known = calendar.getTimezoneInfo().getTimezone(property);
        return known == null ? TimeZone.getTimeZone("UTC") : known.getTimeZone();
    }

    private static List<Span> merged(List<Span> all) {
        var merged = new ArrayList<Span>();
        all.stream().sorted(Comparator.comparing(Span::from)).forEach(span -> {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || last.to().isBefore(span.from())) {
                merged.add(span);
            } else if (span.to().isAfter(last.to())) {
                merged.set(merged.size() - 1, new Span(last.from(), span.to()));
            }
        });
        return merged;
    }
}
