package io.diabolo.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A trained logistic regression: the probability is 1 ÷ (1 + e^−s), s the intercept and the weights of what is answered.
 *
 * @see LearnPredictor
 */
public final class Predictor {
    private final double intercept;
    private final Encoding encoding;

    Predictor(double intercept, Encoding encoding) {
        this.intercept = intercept;
        this.encoding = encoding;
    }

    /** As it is kept. JSON knows no infinity, so the outermost bands go to the largest number instead. */
    public record Kept(double intercept, List<Term> terms, Map<String, Double> medians) {}

    public Kept kept() {
        return new Kept(
                intercept, encoding.terms().stream().map(Predictor::finite).toList(), encoding.medians());
    }

    private static Term finite(Term term) {
        return new Term(
                term.field(),
                term.kind(),
                term.value(),
                Math.max(term.from(), -Double.MAX_VALUE),
                Math.min(term.to(), Double.MAX_VALUE),
                term.mean(),
                term.scale(),
                term.weight(),
                term.usual());
    }

    public static Predictor of(Kept kept) {
        return new Predictor(kept.intercept(), new Encoding(kept.terms(), kept.medians()));
    }

    /** How likely the outcome is for such a case, between 0 and 1. */
    public double probability(Traits traits) {
        var sum = new double[] {intercept};
        encoding.encode(
                traits, (term, answer) -> sum[0] += encoding.terms().get(term).weight() * answer);
        return 1 / (1 + Math.exp(-sum[0]));
    }

    /**
     * What one field contributes.
     *
     * @param value what is known, or empty
     * @param weight in the logarithm of the odds, against the average of the past: above nought it speaks for the outcome
     */
    public record Reason(String field, String value, double weight) {}

    /** What weighs most, for or against. */
    public List<Reason> reasons(Traits traits, int most) {
        var sums = new LinkedHashMap<String, Double>();
        encoding.terms().forEach(term -> sums.merge(term.field(), -term.weight() * term.usual(), Double::sum));
        encoding.encode(traits, (place, answer) -> {
            var term = encoding.terms().get(place);
            sums.merge(term.field(), term.weight() * answer, Double::sum);
        });
        var all = new ArrayList<Reason>();
        sums.forEach((field, weight) -> all.add(new Reason(field, value(field, traits), weight)));
        return all.stream()
                .sorted(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.weight())))
                .limit(most)
                .toList();
    }

    private static String value(String field, Traits traits) {
        var number = traits.numbers().get(field);
        return number != null
                ? java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : traits.words().getOrDefault(field, "");
    }

    /**
     * What a field weighs, over all.
     *
     * @param share of the heaviest, between 0 and 1
     */
    public record Weight(String field, double share) {}

    /** The fields that weigh most, the heaviest first. */
    public List<Weight> heaviest(int most) {
        var spread = new HashMap<String, Double>();
        encoding.terms()
                .forEach(term -> spread.merge(term.field(), Math.abs(term.weight()) * term.spread(), Double::sum));
        var top =
                spread.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return spread.entrySet().stream()
                .map(entry -> new Weight(entry.getKey(), top == 0 ? 0 : entry.getValue() / top))
                .sorted(Comparator.comparingDouble((Weight weight) -> -weight.share()))
                .limit(most)
                .toList();
    }

    public Set<String> fields() {
        return encoding.terms().stream().map(Term::field).collect(Collectors.toSet());
    }
}
