package io.diabolo.prediction;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How good predictions were on cases that they weren't learned from.
 *
 * @param auc the chance that of two cases, one with the outcome and one without, the one with it got the higher prediction
 * @param brier the mean of the squared differences between prediction and outcome; {@code plainBrier} the same if each
 *     case had got the mean
 * @param tenths the cases in ten groups of rising predictions
 */
public record Goodness(
        @JsonAlias("leads") int cases, int positives, double auc, double brier, double plainBrier, List<Tenth> tenths) {
    /**
     * @param predicted the mean of the predictions, and {@code happened} the share in which it happened
     */
    public record Tenth(@JsonAlias("leads") int cases, double predicted, double happened) {}

    /** Where a group stands in the drawing: as often as was said lies on the diagonal. */
    record Dot(double x, double y) {}

    List<Dot> dots() {
        return tenths.stream()
                .map(tenth -> new Dot(20 + tenth.predicted() * 260, 280 - tenth.happened() * 260))
                .toList();
    }

    /** In words, as the end of a text key: what of two cases can be told apart. */
    public String verdict() {
        return auc < Learned.USEFUL ? "chance" : auc < 0.7 ? "weak" : auc < 0.8 ? "fair" : auc < 0.9 ? "good" : "high";
    }

    /** One case: what was said and what happened. */
    public record Outcome(double predicted, boolean positive) {}

    public static Goodness of(List<Outcome> outcomes) {
        var sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::predicted))
                .toList();
        var positives = (int) sorted.stream().filter(Outcome::positive).count();
        var mean = sorted.isEmpty() ? 0 : (double) positives / sorted.size();
        return new Goodness(sorted.size(), positives, auc(sorted), brier(sorted), mean * (1 - mean), tenths(sorted));
    }

    /** From the ranks; those of equal predictions are shared (Mann–Whitney). */
    public static double auc(List<Outcome> sorted) {
        var ranks = 0.0;
        long positives = 0;
        for (var from = 0; from < sorted.size(); ) {
            var to = from;
            while (to < sorted.size()
                    && sorted.get(to).predicted() == sorted.get(from).predicted()) {
                to++;
            }
            for (var i = from; i < to; i++) {
                if (sorted.get(i).positive()) {
                    ranks += (from + 1 + to) / 2.0;
                    positives++;
                }
            }
            from = to;
        }
        var negatives = sorted.size() - positives;
        return positives == 0 || negatives == 0
                ? 0.5
                : (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static double brier(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(one -> Math.pow(one.predicted() - (one.positive() ? 1 : 0), 2))
                .average()
                .orElse(0);
    }

    private static List<Tenth> tenths(List<Outcome> sorted) {
        var all = new ArrayList<Tenth>();
        for (var i = 0; i < 10; i++) {
            var group = sorted.subList(sorted.size() * i / 10, sorted.size() * (i + 1) / 10);
            if (!group.isEmpty()) {
                all.add(new Tenth(
                        group.size(),
                        group.stream().mapToDouble(Outcome::predicted).average().orElse(0),
                        group.stream()
                                .mapToInt(one -> one.positive() ? 1 : 0)
                                .average()
                                .orElse(0)));
            }
        }
        return all;
    }
}
