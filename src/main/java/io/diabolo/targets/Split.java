package io.diabolo.targets;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides an amount by weights so that the parts add up to it exactly: each gets what is due to it rounded down, and the units
 * that are left go to those from whom most was cut off, the earlier ones first (method of the largest remainder).
 */
final class Split {
    private Split() {}

    /**
     * @param weights none below nothing; where they are all nothing, the parts are equal
     * @param digits of one unit, such as 2 for cents; more where the amount itself is finer
     */
    static List<BigDecimal> of(BigDecimal amount, List<Integer> weights, int digits) {
        var scale = Math.max(digits, amount.stripTrailingZeros().scale());
        var units = amount.setScale(scale).unscaledValue();
        var sum = weights.stream().mapToLong(Integer::longValue).sum();
        var by = sum == 0 ? weights.stream().map(_ -> 1).toList() : weights;
        var whole = BigInteger.valueOf(sum == 0 ? weights.size() : sum);
        var parts = new ArrayList<BigInteger>();
        var cut = new ArrayList<BigInteger>();
        var left = units;
        for (var weight : by) {
            var due = units.multiply(BigInteger.valueOf(weight)).divideAndRemainder(whole);
            parts.add(due[0]);
            cut.add(due[1]);
            left = left.subtract(due[0]);
        }
        var first = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(cut::get, Comparator.<BigInteger>reverseOrder()))
                .limit(left.intValueExact())
                .toList();
        first.forEach(at -> parts.set(at, parts.get(at).add(BigInteger.ONE)));
        return parts.stream().map(part -> new BigDecimal(part, scale)).toList();
    }
}
