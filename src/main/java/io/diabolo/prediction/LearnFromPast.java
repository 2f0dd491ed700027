package io.diabolo.prediction;

import io.diabolo.prediction.Goodness.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns from a workspace's past. How good it is, is tried on the last three tenths: learned is then only from cases that
 * began and were decided before those began. What is used afterwards is learned from all.
 */
public final class LearnFromPast {
    private static final double EARLIER = 0.7;
    /** A single field that tells more than this was filled in once the outcome was known. */
    private static final double TOO_GOOD = 0.93;

    private static final int OF_EACH = 10;

    private LearnFromPast() {}

    /**
     * @param past the earliest first
     * @return null where the earlier or the later part holds too few of a kind
     */
    public static @Nullable Learned from(List<PastCase> past) {
        var cut = past.get((int) (past.size() * EARLIER)).begun();
        var leftOut = tooGood(past);
        var earlier = past.stream().filter(one -> one.isBefore(cut)).toList();
        var later = past.stream().filter(one -> !one.begun().isBefore(cut)).toList();
        if (isOneSided(earlier) || isOneSided(later)) {
            return null;
        }
        var tried = LearnPredictor.from(samples(earlier, leftOut));
        var goodness = Goodness.of(samples(later, leftOut).stream()
                .map(sample -> new Outcome(tried.probability(sample.traits()), sample.positive()))
                .toList());
        return new Learned(cut, goodness, leftOut, LearnPredictor.from(samples(past, leftOut)));
    }

    private static boolean isOneSided(List<PastCase> some) {
        var positive = some.stream().filter(one -> one.sample().positive()).count();
        return positive < OF_EACH || some.size() - positive < OF_EACH;
    }

    private static List<Sample> samples(List<PastCase> some, List<String> leftOut) {
        return some.stream()
                .map(PastCase::sample)
                .map(sample -> new Sample(Learned.without(sample.traits(), leftOut), sample.positive()))
                .toList();
    }

    /** By the share of positive ones among each of a field's words, those missing too. */
    private static List<String> tooGood(List<PastCase> past) {
        var fields = new TreeSet<String>();
        past.forEach(one -> fields.addAll(one.sample().traits().words().keySet()));
        return fields.stream().filter(field -> alone(field, past) > TOO_GOOD).toList();
    }

    private static double alone(String field, List<PastCase> past) {
        var counts = new HashMap<String, int[]>();
        for (var one : past) {
            var count = counts.computeIfAbsent(word(field, one), _ -> new int[2]);
            count[0]++;
            count[1] += one.sample().positive() ? 1 : 0;
        }
        var outcomes = new ArrayList<Outcome>();
        for (var one : past) {
            var count = counts.getOrDefault(word(field, one), new int[] {1, 0});
            // A word that came once or twice tells nothing but itself.
            var share = count[0] < Encoding.FREQUENT ? 0 : (double) count[1] / count[0];
            outcomes.add(new Outcome(share, one.sample().positive()));
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::predicted));
        return Goodness.auc(outcomes);
    }

    private static String word(String field, PastCase one) {
        return one.sample().traits().words().getOrDefault(field, "");
    }
}
