package io.diabolo.importing.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the values of one column are.
 *
 * @param filled cells with a value, words for "not filled" not counted
 * @param distinct up to {@value #MOST_DISTINCT} different values with their rows, the most frequent first
 * @param more there are more different values than those
 * @param differing how many different values there are, an estimate beyond 60,000
 * @param longest characters of the longest value
 * @param format as far as the column tells it by itself
 * @param doubt what it can't tell by itself
 * @param evident the format is proved by a value that can't be read otherwise, so that other columns may follow it
 */
public record ColumnProfile(
        String header,
        long filled,
        Map<String, Long> distinct,
        boolean more,
        long differing,
        int longest,
        Format format,
        Doubt doubt,
        boolean evident) {
    static final int MOST_DISTINCT = 1_000;

    public ColumnProfile {
        distinct = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(distinct));
    }

    /** What can't be told from a column alone. */
    public enum Doubt {
        NONE,
        DATE_ORDER,
        DECIMAL_MARK
    }

    /** Every filled cell has another value. */
    boolean isUnique() {
        return filled > 0 && (more ? differing >= filled * 0.99 : distinct.size() == filled);
    }

    /** Few values that repeat: a list to choose from. */
    boolean isChoice() {
        return format.kind() == ValueKind.TEXT
                && !more
                && distinct.size() <= 60
                && filled >= 2L * distinct.size()
                && longest <= 80;
    }

    List<String> examples() {
        return distinct.keySet().stream().limit(3).toList();
    }
}
