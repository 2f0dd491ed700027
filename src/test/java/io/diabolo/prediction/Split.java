package io.diabolo.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Seven tenths to learn from, three to test with, each with the same share of positives. */
record Split(List<Sample> train, List<Sample> test) {
    static Split of(List<Sample> all, long seed) {
        var train = new ArrayList<Sample>();
        var test = new ArrayList<Sample>();
        var chance = new Random(seed);
        for (var positive : new boolean[] {true, false}) {
            var group = new ArrayList<>(
                    all.stream().filter(one -> one.positive() == positive).toList());
            Collections.shuffle(group, chance);
            var cut = (int) Math.round(group.size() * 0.7);
            train.addAll(group.subList(0, cut));
            test.addAll(group.subList(cut, group.size()));
        }
        return new Split(train, test);
    }

    /** The mean over five splits, as the figures of the public sets were taken. */
    static double auc(List<Sample> all) {
        return LongStream.of(42, 1, 2, 3, 4)
                .mapToDouble(seed -> {
                    var split = of(all, seed);
                    var predictor = LearnPredictor.from(split.train());
                    return Goodness.of(split.test().stream()
                                    .map(sample -> new Goodness.Outcome(
                                            predictor.probability(sample.traits()), sample.positive()))
                                    .toList())
                            .auc();
                })
                .average()
                .orElseThrow();
    }
}
