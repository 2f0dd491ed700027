package io.diabolo.sequences;

import java.util.List;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * How likely two variants differ as much as they do, or more, by chance alone: Fisher's exact test, two-sided (R. A. Fisher,
 * The Design of Experiments, 1935). It holds for few mails too, where the normal approximation of two proportions doesn't.
 */
final class Significance {
    /** Below so many mails of a variant nothing is said: a figure would be read as more than it is. */
    static final int ENOUGH = 30;

    private static final double LEVEL = 0.05;

    private Significance() {}

    /** What can be said of a variant beside the first. */
    enum Verdict {
        TOO_FEW,
        NONE,
        BETTER,
        WORSE;

        /** The tail of the text. */
        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param p of chance; 1 where too few were sent */
    record Figure(Verdict verdict, double p) {}

    /** @param compared how many variants are compared with the first: each further one makes a chance find likelier (Bonferroni) */
    static Figure of(long hitsFirst, long sentFirst, long hits, long sent, int compared) {
        if (sentFirst < ENOUGH || sent < ENOUGH) {
            return new Figure(Verdict.TOO_FEW, 1);
        }
        var table = new int[][] {
            {(int) hitsFirst, (int) (sentFirst - hitsFirst)},
            {(int) hits, (int) (sent - hits)}
        };
        var p = hitsFirst + hits == 0 || hitsFirst == sentFirst && hits == sent
                ? 1
                : Math.min(1, FisherExactTest.withDefaults().test(table).getPValue() * compared);
        if (p >= LEVEL) {
            return new Figure(Verdict.NONE, p);
        }
        return new Figure((double) hits / sent > (double) hitsFirst / sentFirst ? Verdict.BETTER : Verdict.WORSE, p);
    }

    /** Of each variant but the first, by the same measure. */
    static List<Figure> all(List<long[]> hitsAndSent) {
        var first = hitsAndSent.getFirst();
        return hitsAndSent.stream()
                .skip(1)
                .map(one -> of(first[0], first[1], one[0], one[1], hitsAndSent.size() - 1))
                .toList();
    }
}
