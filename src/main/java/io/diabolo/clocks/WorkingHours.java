package io.diabolo.clocks;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hours of a week: for each day the spans that are worked, in order and apart. */
public record WorkingHours(Map<DayOfWeek, List<Span>> days) {
    private static final int DAY = 24 * 60;
    private static final Pattern SPAN =
            Pattern.compile("([0-9]{1,2})(?:[:hH]([0-9]{2})?)?\\s*[-–]\\s*([0-9]{1,2})(?:[:hH]([0-9]{2})?)?");

    /** In minutes from midnight; the end is no longer worked. */
    public record Span(int from, int to) {
        public Span {
            if (from < 0 || to > DAY || from >= to) {
                throw new IllegalArgumentException("no span of a day: " + from + " to " + to);
            }
        }

        @Override
        public String toString() {
            return time(from) + "–" + time(to);
        }

        private static String time(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }
    }

    public WorkingHours {
        days = Map.copyOf(days);
    }

    /** As most of France works. */
    public static WorkingHours usual() {
        var spans = List.of(new Span(9 * 60, 12 * 60 + 30), new Span(13 * 60 + 30, 18 * 60));
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            days.put(day, day.getValue() <= 5 ? spans : List.of());
        }
        return new WorkingHours(days);
    }

    List<Span> on(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }

    boolean isEmpty() {
        return days.values().stream().allMatch(List::isEmpty);
    }

    /** As a form shows a day: {@code 09:00–12:30, 13:30–18:00}. */
    String text(DayOfWeek day) {
        return on(day).stream().map(Span::toString).collect(Collectors.joining(", "));
    }

    /**
     * Reads what people write: {@code 9-12:30, 13h30–18h}.
     *
     * @throws IllegalArgumentException when it is no hours of a day, or they overlap
     */
    static List<Span> read(String text) {
        var spans = new ArrayList<Span>();
        for (var part : text.strip().split("[,;]")) {
            if (part.isBlank()) {
                continue;
            }
            var read = SPAN.matcher(part.strip());
            if (!read.matches()) {
                throw new IllegalArgumentException(part);
            }
            spans.add(new Span(minute(read.group(1), read.group(2)), minute(read.group(3), read.group(4))));
        }
        for (var at = 1; at < spans.size(); at++) {
            if (spans.get(at).from() < spans.get(at - 1).to()) {
                throw new IllegalArgumentException(text);
            }
        }
        return spans;
    }

    private static int minute(String hour, String minute) {
        var minutes = minute == null ? 0 : Integer.parseInt(minute);
        if (minutes > 59) {
            throw new IllegalArgumentException(minute);
        }
        return Integer.parseInt(hour) * 60 + minutes;
    }
}
