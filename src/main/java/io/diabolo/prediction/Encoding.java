package io.diabolo.prediction;

import io.diabolo.prediction.Term.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns what is known of a case into numbers: a word is asked for once it has come {@value #FREQUENT} times, the rarer ones
 * together; a number is filled with its median, made comparable, and looked at in bands too. Learned from the past cases
 * that are trained on, and from no others.
 */
final class Encoding {
    static final int FREQUENT = 20;
    private static final int BANDS = 8;
    private final List<Term> terms;
    private final Map<String, Double> medians;
    private final Map<String, Map<String, Integer>> words = new HashMap<>();
    private final Map<String, Integer> rare = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();

    Encoding(List<Term> terms, Map<String, Double> medians) {
        this.terms = List.copyOf(terms);
        this.medians = Map.copyOf(medians);
        for (var i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            switch (term.kind()) {
                case WORD ->
                    words.computeIfAbsent(term.field(), _ -> new HashMap<>()).put(term.value(), i);
                case RARE -> rare.put(term.field(), i);
                case MISSING -> missing.put(term.field(), i);
                case NUMBER, LOG, BAND ->
                    numbers.computeIfAbsent(term.field(), _ -> new ArrayList<>())
                            .add(i);
            }
        }
    }

    List<Term> terms() {
        return terms;
    }

    Map<String, Double> medians() {
        return medians;
    }

    /** Answers that aren't nought, each with the place of its term. */
    void encode(Traits traits, Answers answers) {
        missing.forEach((field, place) -> {
            if (!traits.words().containsKey(field) && !traits.numbers().containsKey(field)) {
                answers.add(place, 1);
            }
        });
        traits.words().forEach((field, word) -> {
            var at = words.getOrDefault(field, Map.of()).get(word);
            var place = at == null ? rare.get(field) : at;
            if (place != null) {
                answers.add(place, 1);
            }
        });
        numbers.forEach((field, places) -> {
            var number = traits.numbers().getOrDefault(field, medians.getOrDefault(field, 0.0));
            for (var place : places) {
                var answer = terms.get(place).answer(number);
                if (answer != 0) {
                    answers.add(place, answer);
                }
            }
        });
    }

    /** Takes one answer. */
    interface Answers {
        void add(int term, double answer);
    }

    static Encoding learn(List<Sample> samples) {
        var terms = new ArrayList<Term>();
        var medians = new TreeMap<String, Double>();
        for (var field : fields(samples, true)) {
            addWords(field, samples, terms);
        }
        for (var field : fields(samples, false)) {
            addNumbers(field, samples, terms, medians);
        }
        return new Encoding(terms, medians);
    }

    private static TreeSet<String> fields(List<Sample> samples, boolean words) {
        var all = new TreeSet<String>();
        samples.forEach(sample -> all.addAll(
                words
                        ? sample.traits().words().keySet()
                        : sample.traits().numbers().keySet()));
        return all;
    }

    private static void addWords(String field, List<Sample> samples, List<Term> terms) {
        var counts = new TreeMap<String, Integer>();
        samples.forEach(sample -> {
            var word = sample.traits().words().get(field);
            if (word != null) {
                counts.merge(word, 1, Integer::sum);
            }
        });
        var known = counts.values().stream().mapToInt(Integer::intValue).sum();
        counts.forEach((word, count) -> {
            if (count >= FREQUENT) {
                terms.add(Term.word(field, word));
            }
        });
        if (counts.values().stream().anyMatch(count -> count < FREQUENT)) {
            terms.add(Term.of(field, Kind.RARE));
        }
        if (known < samples.size()) {
            terms.add(Term.of(field, Kind.MISSING));
        }
    }

    private static void addNumbers(String field, List<Sample> samples, List<Term> terms, Map<String, Double> medians) {
        var known = samples.stream()
                .filter(sample -> sample.traits().numbers().containsKey(field))
                .mapToDouble(sample -> sample.traits().numbers().getOrDefault(field, 0.0))
                .sorted()
                .toArray();
        var median = median(known);
        medians.put(field, median);
        var filled = samples.stream()
                .mapToDouble(sample -> sample.traits().numbers().getOrDefault(field, median))
                .sorted()
                .toArray();
        terms.add(scaled(Term.of(field, Kind.NUMBER), filled));
        terms.add(scaled(
                Term.of(field, Kind.LOG), Arrays.stream(filled).map(Term::log).toArray()));
        bands(field, filled, terms);
        if (known.length < samples.size()) {
            terms.add(Term.of(field, Kind.MISSING));
        }
    }

    private static double median(double[] sorted) {
        var middle = sorted.length / 2;
        return sorted.length == 0
                ? 0
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Term scaled(Term term, double[] values) {
        var mean = Arrays.stream(values).average().orElse(0);
        var variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return term.scaled(mean, Math.sqrt(variance));
    }

    private static void bands(String field, double[] sorted, List<Term> terms) {
        var cuts = new TreeSet<Double>();
        for (var band = 1; band < BANDS; band++) {
            cuts.add(sorted[sorted.length * band / BANDS]);
        }
        var from = Double.NEGATIVE_INFINITY;
        for (double to : cuts) {
            terms.add(Term.band(field, from, to));
            from = to;
        }
        terms.add(Term.band(field, from, Double.POSITIVE_INFINITY));
    }

    /** How often each term was answered, and by how much, on average. */
    static double[] usual(Encoding encoding, List<Sample> samples) {
        var sums = new double[encoding.terms().size()];
        samples.forEach(sample -> encoding.encode(sample.traits(), (term, answer) -> sums[term] += answer));
        for (var i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, samples.size());
        }
        return sums;
    }
}
