package io.diabolo.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The beginnings at which a meeting of some length fits into hours that are worked and not taken. */
final class Slots {
    /** Nobody wants to meet at seven past. */
    private static final int STEP_MINUTES = 30;

    private Slots() {}

    /**
     * @param worked hours of work, in order
     * @param busy what is taken, with the time that is needed around it
     * @param zone whose clock shows full and half hours at each beginning
     */
    static List<Instant> of(List<Span> worked, List<Span> busy, Duration length, Instant earliest, ZoneId zone) {
        var found = new ArrayList<Instant>();
        for (var span : worked) {
            var from = span.from().isBefore(earliest) ? earliest : span.from();
            for (var start = rounded(from, zone); !start.plus(length).isAfter(span.to()); start = next(start)) {
                var wanted = Span.of(start, length);
                if (busy.stream().noneMatch(wanted::overlaps)) {
                    found.add(start);
                }
            }
        }
        return found;
    }

    private static Instant next(Instant start) {
        return start.plus(Duration.ofMinutes(STEP_MINUTES));
    }

    /** Up to the next full or half hour on the wall. */
    private static Instant rounded(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        var past = Duration.ofMinutes(local.getMinute() % STEP_MINUTES)
                .plusSeconds(local.getSecond())
                .plusNanos(local.getNano());
        return past.isZero() ? at : at.minus(past).plus(Duration.ofMinutes(STEP_MINUTES));
    }
}
