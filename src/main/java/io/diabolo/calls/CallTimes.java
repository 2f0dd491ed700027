package io.diabolo.calls;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When somebody can be called where they are. A number tells the country, and the country the time. */
final class CallTimes {
    /** Of countries that stretch: where most live furthest east and furthest west. Good for both is good for all between. */
    private static final Map<String, List<String>> WIDE = Map.ofEntries(
            Map.entry("US", List.of("America/New_York", "America/Los_Angeles")),
            Map.entry("CA", List.of("America/Halifax", "America/Vancouver")),
            Map.entry("BR", List.of("America/Sao_Paulo", "America/Manaus")),
            Map.entry("MX", List.of("America/Mexico_City", "America/Tijuana")),
            Map.entry("RU", List.of("Europe/Moscow", "Asia/Yekaterinburg")),
            Map.entry("AU", List.of("Australia/Sydney", "Australia/Perth")),
            Map.entry("ID", List.of("Asia/Jakarta", "Asia/Makassar")),
            Map.entry("ES", List.of("Europe/Madrid")),
            Map.entry("PT", List.of("Europe/Lisbon")),
            Map.entry("DE", List.of("Europe/Berlin")),
            Map.entry("CN", List.of("Asia/Shanghai")),
            Map.entry("CL", List.of("America/Santiago")),
            Map.entry("NZ", List.of("Pacific/Auckland")));

    private static final List<Hours> AT_WORK = List.of(
            new Hours(LocalTime.of(9, 0), LocalTime.of(12, 30)), new Hours(LocalTime.of(13, 30), LocalTime.of(18, 30)));
    /** France: decree 2022-1313 for consumers, who aren't called on Saturdays and Sundays either. */
    private static final List<Hours> AT_HOME = List.of(
            new Hours(LocalTime.of(10, 0), LocalTime.of(13, 0)), new Hours(LocalTime.of(14, 0), LocalTime.of(20, 0)));

    private CallTimes() {}

    private record Hours(LocalTime from, LocalTime to) {}

    /**
     * @param zone in which their time is told
     * @param until when the present hours end; null when they can't be called now
     * @param from when they can be called next; now when they can be called
     */
    record Callable(ZoneId zone, @Nullable Instant until, Instant from) {
        boolean isNow() {
            return until != null;
        }
    }

    /** @param country where the person is, by its ISO code */
    static List<ZoneId> zones(String country) {
        var wide = WIDE.get(country);
        if (wide != null) {
            return wide.stream().map(ZoneId::of).toList();
        }
        var known = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .sorted()
                .toList();
        return known.isEmpty() ? List.of(ZoneId.of("UTC")) : List.of(ZoneId.of(known.getFirst()));
    }

    static Callable at(String country, boolean consumer, Instant now) {
        var zones = zones(country);
        var hours = consumer ? AT_HOME : AT_WORK;
        Instant until = null;
        for (var zone : zones) {
            var end = end(now.atZone(zone), hours);
            if (end == null) {
                return new Callable(zones.getFirst(), null, next(zones, hours, now));
            }
            until = until == null || end.isBefore(until) ? end : until;
        }
        return new Callable(zones.getFirst(), until, now);
    }

    private static @Nullable Instant end(ZonedDateTime at, List<Hours> hours) {
        if (isWeekend(at)) {
            return null;
        }
        var time = at.toLocalTime();
        return hours.stream()
                .filter(one -> !time.isBefore(one.from()) && time.isBefore(one.to()))
                .findFirst()
                .map(one -> at.with(one.to()).toInstant())
                .orElse(null);
    }

    private static boolean isWeekend(ZonedDateTime at) {
        return at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** The first beginning of hours somewhere that is within hours everywhere. */
    private static Instant next(List<ZoneId> zones, List<Hours> hours, Instant now) {
        return java.util.stream.IntStream.rangeClosed(0, 7)
                .boxed()
                .flatMap(day -> zones.stream()
                        .flatMap(zone -> hours.stream()
                                .map(one -> now.atZone(zone)
                                        .plusDays(day)
                                        .with(one.from())
                                        .toInstant())))
                .filter(at -> at.isAfter(now))
                .filter(at -> zones.stream().allMatch(zone -> end(at.atZone(zone), hours) != null))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> Objects.requireNonNull(now).plusSeconds(86_400));
    }
}
