package io.diabolo.roles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the word that a misspelt one was meant to be: one letter too many, missing, wrong or swapped in words from six
 * letters on, two from eleven on; the first letter has to be right. Words that can't be near (another length, other letters)
 * are told by two numbers before any letter is compared.
 */
final class Spelling {
    private static final int SHORTEST = 6;
    private static final int TWO_FROM = 11;

    private final Map<Character, List<Known>> byFirstLetter = new HashMap<>();

    private record Known(String word, int letters) {}

    Spelling(Set<String> words) {
        words.stream()
                .filter(word -> word.length() >= SHORTEST)
                // Of two as near, the longer: a letter is more often left out than put in.
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(word -> byFirstLetter
                        .computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
                        .add(new Known(word, letters(word))));
    }

    /** The known word that is nearest to this unknown one, or null. */
    @Nullable
    String meant(String word) {
        if (word.length() < SHORTEST - 1 || word.length() > 24) {
            return null;
        }
        String best = null;
        var bestDistance = 3;
        var letters = letters(word);
        for (var known : byFirstLetter.getOrDefault(word.charAt(0), List.of())) {
            var allowed = known.word.length() >= TWO_FROM ? 2 : 1;
            // A change swaps one letter for another: at most two letters of difference for each error.
            if (Math.abs(known.word.length() - word.length()) <= allowed
                    && Integer.bitCount(letters ^ known.letters) <= 2 * allowed) {
                var distance = distance(word, known.word);
                if (distance <= allowed && distance < bestDistance) {
                    best = known.word;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    private static int letters(String word) {
        var letters = 0;
        for (var i = 0; i < word.length(); i++) {
            letters |= 1 << (word.charAt(i) & 31);
        }
        return letters;
    }

    /** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var now = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], before[j - 2] + 1);
                }
            }
            var free = before;
            before = last;
            last = now;
            now = free;
        }
        return last[b.length()];
    }
}
