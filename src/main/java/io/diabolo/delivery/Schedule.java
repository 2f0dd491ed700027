package io.diabolo.delivery;

import io.diabolo.clocks.WorkingCalendar;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When steps can begin and be done, in working days: each after what has to be done before it. What is planned starts at
 * the signature; what is foreseen starts from what is done, and what is late pushes what hangs on it.
 */
final class Schedule {
    private final WorkingCalendar calendar;

    Schedule(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    record Span(LocalDate from, LocalDate to) {}

    /**
     * @param days working days; of a step with none it is the day on which the last before it is done
     * @param dueIn it isn't due before so many working days after the signature; null: as soon as it can be done
     */
    record Item(UUID id, int days, @Nullable Integer dueIn, List<UUID> after) {
        Item(UUID id, int days, List<UUID> after) {
            this(id, days, null, after);
        }
    }

    /** As planned, from the day of the signature. Items stand in any order; one that would wait for itself doesn't. */
    Map<UUID, Span> planned(List<Item> items, LocalDate signed) {
        return laid(items, signed, Map.of(), signed);
    }

    /**
     * As it looks now.
     *
     * @param done the days on which what is done was done
     */
    Map<UUID, Span> foreseen(List<Item> items, LocalDate signed, Map<UUID, LocalDate> done, LocalDate today) {
        return laid(items, signed, done, today);
    }

    private Map<UUID, Span> laid(List<Item> items, LocalDate signed, Map<UUID, LocalDate> done, LocalDate today) {
        var byId = new HashMap<UUID, Item>();
        items.forEach(item -> byId.put(item.id(), item));
        var spans = new HashMap<UUID, Span>();
        for (var item : items) {
            lay(item, byId, signed, done, today, spans, 0);
        }
        return spans;
    }

    private Span lay(
            Item item,
            Map<UUID, Item> byId,
            LocalDate signed,
            Map<UUID, LocalDate> done,
            LocalDate today,
            Map<UUID, Span> spans,
            int depth) {
        var known = spans.get(item.id());
        if (known != null) {
            return known;
        }
        var start = signed;
        for (var id : item.after()) {
            var before = byId.get(id);
            // Deeper than there are steps means that it waits for itself.
            if (before != null && depth <= byId.size()) {
                var end =
                        lay(before, byId, signed, done, today, spans, depth + 1).to();
                start = end.isAfter(start) ? end : start;
            }
        }
        var on = done.get(item.id());
        var span = on != null
                ? new Span(start.isAfter(on) ? on : start, on)
                : new Span(start, notBefore(due(item, start, signed), today));
        spans.put(item.id(), span);
        return span;
    }

    private LocalDate due(Item item, LocalDate start, LocalDate signed) {
        var done = days(start, item.days());
        var due = item.dueIn();
        return due == null ? done : notBefore(done, days(signed, due));
    }

    /** What isn't done can't be done before today. */
    private static LocalDate notBefore(LocalDate day, LocalDate today) {
        return day.isBefore(today) ? today : day;
    }

    /** So many working days later; the day itself for none. */
    LocalDate days(LocalDate from, int days) {
        if (days <= 0) {
            return from;
        }
        var noon = from.atTime(12, 0).atZone(calendar.zone()).toInstant();
        return LocalDate.ofInstant(calendar.dueInDays(noon, days), calendar.zone());
    }
}
