package io.diabolo.importing.mapping;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How alike two spellings are, as a person would say. */
final class Similarity {
    /** Below this a spelling isn't offered as the same. */
    static final double ENOUGH = 0.82;

    private Similarity() {}

    record Nearest(String value, double similarity) {}

    /** The known value that is most like this one, null when none is like enough or two are equally so. */
    static @Nullable Nearest nearest(String value, Collection<String> known) {
        Nearest best = null;
        boolean tie = false;
        for (var other : known) {
            double similarity = of(value, other);
            if (best == null || similarity > best.similarity()) {
                best = new Nearest(other, similarity);
                tie = false;
            } else if (similarity == best.similarity() && !Text.bare(other).equals(Text.bare(best.value()))) {
                tie = true;
            }
        }
        return best == null || best.similarity() < ENOUGH || tie ? null : best;
    }

    /**
     * 1 for the same; 0.98 when only case, accents, spaces or signs differ; else the better of one minus the edits
     * per letter and of the trigrams shared. Different digits make different things: GTX 1 isn't GTX 2.
     */
    static double of(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        var x = Text.bare(a);
        var y = Text.bare(b);
        if (x.isEmpty() || y.isEmpty()) {
            return 0;
        }
        if (x.equals(y)) {
            return 0.98;
        }
        int longest = Math.max(x.length(), y.length());
        if (longest < 5
                || Math.abs(x.length() - y.length()) > longest / 4
                || !digits(x).equals(digits(y))) {
            return 0;
        }
        double edits = 1 - (double) distance(x, y) / longest;
        return Math.min(0.97, Math.max(edits, trigrams(x, y)));
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /** Edits between two words, two letters swapped counting as one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static double trigrams(String a, String b) {
        var x = trigrams(a);
        var y = trigrams(b);
        var both = new HashSet<>(x);
        both.retainAll(y);
        return (double) both.size() / (x.size() + y.size() - both.size());
    }

    private static Set<String> trigrams(String text) {
        var padded = "  " + text + " ";
        var trigrams = new HashSet<String>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }
}
