package io.diabolo.directory.duplicates;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Words of names, without case, accents and signs, and how close two of them are. */
final class Words {
    private static final JaroWinklerSimilarity CLOSENESS = new JaroWinklerSimilarity();
    private static final LevenshteinDistance SLIPS = new LevenshteinDistance(2);

    private Words() {}

    /** As the database's fold, in Java: a table in memory is judged without asking the database for each row. */
    static String fold(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l");
    }

    static List<String> of(String folded) {
        return Arrays.stream(folded.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** One is the other with a slip of the finger or the ear. Numbers are never a slip of each other. */
    static boolean isSlip(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        // Short names are full of neighbours: Atac and Ataf, Lola and Lula.
        if (shorter < 5
                || one.chars().anyMatch(Character::isDigit)
                || other.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        int slips = SLIPS.apply(one, other);
        return slips == 1 || slips == 2 && (shorter >= 8 || isSwap(one, other)) && CLOSENESS.apply(one, other) >= 0.9;
    }

    /** Two letters stand the other way round. */
    private static boolean isSwap(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i + 1 < one.length(); i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return one.charAt(i) == other.charAt(i + 1)
                        && one.charAt(i + 1) == other.charAt(i)
                        && one.substring(i + 2).equals(other.substring(i + 2));
            }
        }
        return false;
    }
}
