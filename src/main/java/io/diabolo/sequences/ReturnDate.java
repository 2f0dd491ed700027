package io.diabolo.sequences;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day of return that an absence note names: the latest of the dates in it that lie within the next months. */
final class ReturnDate {
    private static final int FURTHEST_DAYS = 200;
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("fev", 2),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("avr", 4),
            Map.entry("apr", 4),
            Map.entry("mai", 5),
            Map.entry("may", 5),
            Map.entry("juin", 6),
            Map.entry("jun", 6),
            Map.entry("juil", 7),
            Map.entry("jul", 7),
            Map.entry("aou", 8),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));
    private static final String WORD =
            "(janvier|january|jan|fevrier|february|fev|feb|mars|march|mar|avril|april|avr|apr|mai|may|juin|june|jun|juillet|july|juil|jul|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|decembre|december|dec)";
    private static final Pattern ISO = Pattern.compile("\\b(20\\d{2})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern NUMBERS = Pattern.compile("\\b(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}|\\d{2}))?\\b");
    private static final Pattern DAY_MONTH =
            Pattern.compile("\\b(\\d{1,2})(?:er|st|nd|rd|th)?\\s+(?:of\\s+)?" + WORD + "\\b\\.?(?:,?\\s+(20\\d{2}))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b" + WORD + "\\b\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(20\\d{2}))?");
    /** "until the 12th" and "jusqu’au 12 inclus": they are back the day after. */
    private static final Pattern INCLUDED = Pattern.compile("\\b(jusqu.?au|until|till|through|au)\\b[^.\\n]{0,20}$");

    private ReturnDate() {}

    /** @param today where the note came in; a date without a year is the next one */
    static Optional<LocalDate> find(String note, LocalDate today) {
        var text = java.text.Normalizer.normalize(note, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(java.util.Locale.ROOT);
        var best = Optional.<LocalDate>empty();
        for (var pattern : new Pattern[] {ISO, NUMBERS, DAY_MONTH, MONTH_DAY}) {
            var matcher = pattern.matcher(text);
            while (matcher.find()) {
                var date = date(pattern, matcher, today).map(day -> dayBack(day, text, matcher.start()));
                if (date.isPresent()
                        && !date.get().isBefore(today)
                        && date.get().isBefore(today.plusDays(FURTHEST_DAYS))
                        && best.map(date.get()::isAfter).orElse(true)) {
                    best = date;
                }
            }
        }
        return best;
    }

    private static LocalDate dayBack(LocalDate day, String text, int at) {
        return INCLUDED.matcher(text.substring(Math.max(0, at - 40), at)).find() ? day.plusDays(1) : day;
    }

    private static Optional<LocalDate> date(Pattern pattern, Matcher found, LocalDate today) {
        try {
            if (pattern == ISO) {
                return Optional.of(LocalDate.of(number(found, 1), number(found, 2), number(found, 3)));
            }
            if (pattern == NUMBERS) {
                return day(found.group(3), number(found, 2), number(found, 1), today);
            }
            var first = pattern == DAY_MONTH;
            var word = found.group(first ? 2 : 1);
            return day(found.group(3), month(word), number(found, first ? 1 : 2), today);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(
            @org.jspecify.annotations.Nullable String year, int month, int day, LocalDate today) {
        if (year != null) {
            var of = Integer.parseInt(year);
            return Optional.of(LocalDate.of(of < 100 ? 2000 + of : of, month, day));
        }
        var next = LocalDate.of(today.getYear(), month, day);
        return Optional.of(next.isBefore(today) ? next.plusYears(1) : next);
    }

    private static int month(String word) {
        return MONTHS.entrySet().stream()
                .filter(entry -> word.startsWith(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
