package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How likely two records are one, and why.
 *
 * @param score 0 to 100, a sum of what speaks for and against; an order of certainty, not a probability
 * @param reasons what weighed, the heaviest first
 */
public record Judgement(int score, List<Reason> reasons) {
    /** From here on a person is asked. */
    public static final int ASKED = 60;

    /** From here on hardly anything speaks against it; still nobody is merged without being asked. */
    public static final int SURE = 90;

    /**
     * One thing that weighed.
     *
     * @param key the tail of its text {@code duplicates.why.<key>}
     * @param detail what they share or differ in, or empty
     * @param points for it, or against it where negative
     */
    public record Reason(String key, String detail, int points) {}

    public boolean isAsked() {
        return score >= ASKED;
    }

    public boolean isSure() {
        return score >= SURE;
    }

    /** Collects what weighs. */
    static final class Scale {
        private final List<Reason> reasons = new ArrayList<>();
        private int sum;
        private int most = 100;

        void add(int points, String key, String detail) {
            sum += points;
            reasons.add(new Reason(key, detail, points));
        }

        void add(int points, String key) {
            add(points, key, "");
        }

        /** Whatever speaks for it, it isn't surer than this. */
        void limit(int score, String key, String detail) {
            most = Math.min(most, score);
            reasons.add(new Reason(key, detail, score - 100));
        }

        Judgement judged() {
            reasons.sort(Comparator.comparingInt((Reason reason) -> -Math.abs(reason.points())));
            return new Judgement(Math.clamp(sum, 0, most), List.copyOf(reasons));
        }
    }
}
