package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Parts follow their bundle: how many of them there are, their discount, and, where the bundle has a price of its own, what
 * each of them costs. Each part keeps its own VAT rate and its own cost, so VAT and margin of a bundle are those of its parts;
 * a price of its own is shared among them as they would cost alone, as VAT law wants it where rates differ.
 */
final class Bundles {
    private static final int PRICE_DIGITS = 6;

    private Bundles() {}

    /** Lines with each bundle's parts right below it; what belongs to a bundle that isn't there goes. */
    static List<QuoteLine> settled(List<QuoteLine> lines, Currency currency) {
        if (lines.stream().noneMatch(line -> line.heads() || line.belongs())) {
            return lines;
        }
        var all = new ArrayList<QuoteLine>();
        for (var line : lines) {
            if (line.heads()) {
                var parts = partsOf(line, lines);
                if (!parts.isEmpty()) {
                    all.add(line);
                    all.addAll(settled(line, parts, currency));
                }
            } else if (!line.belongs()) {
                all.add(line);
            }
        }
        return List.copyOf(all);
    }

    static List<QuoteLine> partsOf(QuoteLine head, List<QuoteLine> lines) {
        return lines.stream()
                .filter(line -> head.id().equals(line.bundled().of()))
                .toList();
    }

    private static List<QuoteLine> settled(QuoteLine head, List<QuoteLine> parts, Currency currency) {
        var own = head.bundled().priced() == Bundled.Priced.OWN;
        var following = parts.stream()
                .map(part -> part.following(head, own ? head.period() : part.period())
                        .priced(
                                part.bundled().each().multiply(head.quantity()),
                                part.unitPrice(),
                                own ? 0 : head.discount()))
                .toList();
        return own ? shared(head, following, currency) : following;
    }

    /** What the whole costs, in minor units, shared by what each would cost alone; the cents left go to the largest rests. */
    private static List<QuoteLine> shared(QuoteLine head, List<QuoteLine> parts, Currency currency) {
        var whole = Totals.net(head, currency).value().movePointRight(currency.getDefaultFractionDigits());
        var now = parts.stream()
                .map(part -> Totals.net(part, currency).value())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(currency.getDefaultFractionDigits());
        if (now.compareTo(whole) == 0) {
            return parts;
        }
        var shares = shares(whole.toBigIntegerExact(), weights(parts));
        return IntStream.range(0, parts.size())
                .mapToObj(at -> {
                    var part = parts.get(at);
                    var share = new BigDecimal(shares.get(at), currency.getDefaultFractionDigits());
                    return part.quantity().signum() == 0
                            ? part
                            // A share of the bundle's price is one price, whatever the part would cost alone.
                            : part.flat()
                                    .priced(
                                            part.quantity(),
                                            share.divide(part.quantity(), PRICE_DIGITS, RoundingMode.HALF_UP),
                                            0);
                })
                .toList();
    }

    private static List<BigInteger> weights(List<QuoteLine> parts) {
        var weights = parts.stream()
                .map(part -> part.bundled()
                        .each()
                        .multiply(part.unitPrice())
                        .abs()
                        .movePointRight(9)
                        .toBigInteger())
                .toList();
        return weights.stream().allMatch(one -> one.signum() == 0)
                ? parts.stream().map(_ -> BigInteger.ONE).toList()
                : weights;
    }

    private static List<BigInteger> shares(BigInteger whole, List<BigInteger> weights) {
        var sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        var shares = new ArrayList<BigInteger>();
        var rests = new ArrayList<BigInteger>();
        var left = whole.abs();
        for (var weight : weights) {
            var parted = whole.abs().multiply(weight).divideAndRemainder(sum);
            shares.add(parted[0]);
            rests.add(parted[1]);
            left = left.subtract(parted[0]);
        }
        var largest = IntStream.range(0, rests.size())
                .boxed()
                .sorted(Comparator.comparing((Integer at) -> rests.get(at)).reversed())
                .toList();
        for (var at = 0; at < left.intValueExact(); at++) {
            shares.set(largest.get(at), shares.get(largest.get(at)).add(BigInteger.ONE));
        }
        return shares.stream()
                .map(share -> whole.signum() < 0 ? share.negate() : share)
                .toList();
    }

    /** These lines again, for another quote: parts belong to the new line of their bundle. */
    static List<QuoteLine> again(List<QuoteLine> lines) {
        var ids = new java.util.HashMap<UUID, UUID>();
        lines.forEach(line -> ids.put(line.id(), UUID.randomUUID()));
        return lines.stream()
                .map(line -> {
                    var of = line.bundled().of();
                    var head = of == null ? null : ids.get(of);
                    return line.again(
                            Objects.requireNonNull(ids.get(line.id())),
                            head == null
                                    ? line.bundled()
                                    : Bundled.part(head, line.bundled().each()));
                })
                .toList();
    }
}
