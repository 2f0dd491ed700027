package io.diabolo.roles;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of the table that stand in one title, and where: a bit for each word. */
final class FoundTerms {
    /** A word is a bit of a long; the last bit is what stands in brackets in front, the first the start. */
    private static final int MOST_WORDS = 60;

    private static final long BRACKETED = Long.MIN_VALUE;

    private final TitleRules rules;
    private final long[] present;
    private int[] terms = new int[24];
    private long[] places = new long[24];
    private int count;

    private final String[] words;
    private final @Nullable String[] meant;
    private int wordCount;

    FoundTerms(TitleRules rules, List<String> title, List<String> bracketed) {
        this.rules = rules;
        present = new long[(rules.terms() + 63) >> 6];
        words = new String[Math.min(Math.max(title.size(), bracketed.size()), MOST_WORDS) + 1];
        meant = new String[words.length];
        if (!bracketed.isEmpty()) {
            look(bracketed, true);
        }
        look(title, false);
    }

    private void look(List<String> title, boolean inBrackets) {
        var numbers = new int[words.length];
        numbers[0] = rules.number(TitleRules.START);
        wordCount = 1;
        for (var i = 0; i < title.size() && wordCount < words.length; i++) {
            var word = title.get(i);
            if (rules.isStop(word)) {
                continue;
            }
            var stem = WordStem.of(word);
            var number = rules.number(stem);
            var intended = number < 0 ? rules.meant(stem) : null;
            words[wordCount] = word;
            meant[wordCount] = intended;
            numbers[wordCount++] = intended == null ? number : rules.number(intended);
        }
        for (var start = 0; start < wordCount; start++) {
            walk(numbers, start, inBrackets);
        }
    }

    private void walk(int[] numbers, int start, boolean inBrackets) {
        var tree = rules.tree();
        var node = 0;
        for (var at = start; at < wordCount && numbers[at] >= 0; at++) {
            node = tree.step(node, numbers[at]);
            if (node < 0) {
                return;
            }
            for (var term : tree.meanings(node)) {
                if (!inBrackets) {
                    note(term, (1L << (at + 1)) - (1L << start));
                } else if (rules.isContext(term)) {
                    // Brackets in front tell the employer and the contract, not the job.
                    note(term, BRACKETED);
                }
            }
        }
    }

    private void note(int term, long place) {
        if (has(term)) {
            places[indexOf(term)] |= place;
            return;
        }
        if (count == terms.length) {
            terms = Arrays.copyOf(terms, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        present[term >> 6] |= 1L << term;
        terms[count] = term;
        places[count++] = place;
    }

    private int indexOf(int term) {
        for (var i = 0; i < count; i++) {
            if (terms[i] == term) {
                return i;
            }
        }
        return -1;
    }

    /** Is nothing left of the title? */
    boolean isEmpty() {
        return wordCount <= 1;
    }

    int count() {
        return count;
    }

    int term(int index) {
        return terms[index];
    }

    long place(int index) {
        return places[index];
    }

    boolean has(int term) {
        return (present[term >> 6] >> term & 1) == 1;
    }

    boolean hasAll(int[] these) {
        for (var term : these) {
            if (!has(term)) {
                return false;
            }
        }
        return true;
    }

    boolean hasAny(int[] these) {
        for (var term : these) {
            if (has(term)) {
                return true;
            }
        }
        return false;
    }

    /** The words on which a term stands; 0 if it isn't there. */
    long where(int term) {
        return has(term) ? places[indexOf(term)] : 0;
    }

    /** The words as they stand in the title, without accents. */
    List<String> words(long these) {
        return java.util.stream.IntStream.range(1, wordCount)
                .filter(i -> (these >> i & 1) == 1)
                .mapToObj(i -> words[i])
                .toList();
    }

    /** Which of these words were read as others, each {@code "comercial → commercial"}. */
    List<String> misspelt(long these) {
        return java.util.stream.IntStream.range(1, wordCount)
                .filter(i -> (these >> i & 1) == 1 && meant[i] != null)
                .mapToObj(i -> words[i] + " → " + meant[i])
                .toList();
    }
}
