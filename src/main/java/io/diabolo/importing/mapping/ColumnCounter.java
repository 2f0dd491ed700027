package io.diabolo.importing.mapping;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the values of one column while the rows pass, in bounded memory. */
final class ColumnCounter {
    private static final Set<String> BLANKS = Set.of(
            "select",
            "n/a",
            "na",
            "#n/a",
            "null",
            "(null)",
            "nan",
            "-",
            "--",
            "—",
            "none",
            "(blank)",
            "(vide)",
            "undefined",
            "#ref!",
            "#value!",
            "#div/0!",
            "n.a.",
            "n.c.",
            "[nd]",
            "?",
            "not available");
    /** These may be a name or a code too, so once isn't enough. */
    private static final Set<String> UNSURE = Set.of("na", "none", "select", "?");
    /** So many values that aren't kept are looked at, then one in {@value #THEN_ONE_IN}: enough to tell what they are. */
    private static final int LOOKED_AT = 5_000;

    private static final int THEN_ONE_IN = 32;
    /** Longer values are kept apart by their beginning only. */
    private static final int KEPT = 200;

    private final String header;
    private final Sketch sketch;
    private final Map<String, Count> distinct = new HashMap<>();
    private final Map<String, Long> blankWords = new HashMap<>();
    private final long[] others = new long[Sign.values().length];
    private long filled;
    private long passed;
    private long lookedAt;
    private boolean more;
    private int longest;

    private static final class Count {
        private final long signs;
        private final @Nullable String currency;
        private long rows;

        Count(long signs, @Nullable String currency) {
            this.signs = signs;
            this.currency = currency;
        }
    }

    ColumnCounter(String header, int sketched) {
        this.header = header;
        this.sketch = new Sketch(sketched);
    }

    void add(String cell) {
        var value = Text.strip(cell);
        if (value.isEmpty()) {
            return;
        }
        if (value.length() <= 13 && BLANKS.contains(Text.fold(value))) {
            blankWords.merge(value, 1L, Long::sum);
            return;
        }
        filled++;
        longest = Math.max(longest, value.length());
        var kept = value.length() > KEPT ? value.substring(0, KEPT) : value;
        var known = distinct.get(kept);
        if (known == null) {
            sketch.add(value);
            if (distinct.size() >= ColumnProfile.MOST_DISTINCT) {
                pass(value);
                return;
            }
            known = new Count(Sign.of(value), Numbers.currency(value));
            distinct.put(kept, known);
        }
        known.rows++;
        lookedAt++;
    }

    private void pass(String value) {
        more = true;
        passed++;
        if (passed <= LOOKED_AT || passed % THEN_ONE_IN == 0) {
            lookedAt++;
            count(Sign.of(value), 1, others);
        }
    }

    private static void count(long signs, long rows, long[] counts) {
        for (long rest = signs; rest != 0; rest &= rest - 1) {
            counts[Long.numberOfTrailingZeros(rest)] += rows;
        }
    }

    Sketch sketch() {
        return sketch;
    }

    ColumnProfile profile() {
        var counts = others.clone();
        distinct.values().forEach(count -> count(count.signs, count.rows, counts));
        var judged = new KindJudgement(header, lookedAt, distinct.keySet(), counts);
        var kind = judged.kind();
        var words = new TreeSet<>(blankWords.keySet());
        words.removeIf(word -> UNSURE.contains(Text.fold(word)) && blankWords.getOrDefault(word, 0L) < 3);
        if (kind == ValueKind.COUNTRY) {
            words.removeIf(word -> Text.fold(word).equals("na")); // Namibia
        }
        var format = new Format(
                kind,
                judged.dateOrder(),
                judged.decimalMark(),
                kind == ValueKind.MONEY ? commonCurrency() : null,
                java.util.List.copyOf(words),
                false);
        return new ColumnProfile(
                header,
                filled,
                byFrequency(),
                more,
                sketch.distinct(),
                longest,
                format,
                judged.doubt(),
                judged.isEvident());
    }

    private @Nullable String commonCurrency() {
        var found = new TreeSet<String>();
        distinct.values().forEach(count -> {
            if (count.currency != null) {
                found.add(count.currency);
            }
        });
        return found.size() == 1 ? found.first() : null;
    }

    private Map<String, Long> byFrequency() {
        var sorted = new LinkedHashMap<String, Long>();
        distinct.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Count>>comparingLong(entry -> -entry.getValue().rows)
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().rows));
        return sorted;
    }
}
