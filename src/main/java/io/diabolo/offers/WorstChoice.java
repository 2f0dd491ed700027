package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a customer may choose among a quote's options that costs the seller most. A draft is judged by it, for once it is sent
 * nobody is asked about an option that is ticked.
 */
final class WorstChoice {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    private static final int DIGITS = 12;
    /** More than any share of something. */
    private static final BigDecimal ALL = BigDecimal.TEN.pow(30);

    private WorstChoice() {}

    /** Of which a share is given away or spent. */
    private record Part(BigDecimal whole, BigDecimal share) {
        static final Part NONE = new Part(BigDecimal.ZERO, BigDecimal.ZERO);

        Part plus(Part other) {
            return new Part(whole.add(other.whole), share.add(other.share));
        }

        /** How much of it is lost; of nothing, anything is more than all. */
        private BigDecimal ratio() {
            return whole.signum() > 0
                    ? share.divide(whole, DIGITS, RoundingMode.HALF_UP)
                    : share.signum() > 0 ? ALL : ALL.negate();
        }

        boolean isWorse(Part other) {
            return ratio().compareTo(other.ratio()) > 0;
        }
    }

    /** With the options chosen that make the discount largest. */
    static Quote discounted(Quote quote) {
        return chosen(quote, line -> {
            var before = Margin.net(line.priced(line.quantity(), line.unitPrice(), 0), quote);
            return new Part(before, before.subtract(less(Margin.net(line, quote), quote)));
        });
    }

    /** With the options chosen that leave the smallest margin. */
    static Quote costly(Quote quote) {
        return chosen(
                quote,
                line -> line.unitCost() == null
                        ? Part.NONE
                        : new Part(less(Margin.net(line, quote), quote), Margin.cost(line, quote)));
    }

    private static BigDecimal less(BigDecimal net, Quote quote) {
        return net.multiply(BigDecimal.valueOf(10_000L - quote.discount())).divide(WHOLE);
    }

    /** The worst first, as long as each makes the whole worse: of averages that is the worst there is. */
    private static Quote chosen(Quote quote, Function<QuoteLine, Part> lost) {
        var now = Part.NONE;
        var options = new LinkedHashMap<UUID, Part>();
        for (var line : quote.lines()) {
            if (line.item() && line.optional()) {
                options.merge(option(line), lost.apply(line), Part::plus);
            } else if (line.item()) {
                now = now.plus(lost.apply(line));
            }
        }
        if (options.isEmpty()) {
            return quote;
        }
        var taken = new ArrayList<UUID>();
        var worstFirst = options.entrySet().stream()
                .sorted(Comparator.comparing(option -> option.getValue().ratio(), Comparator.reverseOrder()))
                .toList();
        for (var option : worstFirst) {
            if (!option.getValue().isWorse(now)) {
                break;
            }
            now = now.plus(option.getValue());
            taken.add(option.getKey());
        }
        return quote.with(quote.lines().stream()
                .map(line -> line.optional() ? line.chosen(taken.contains(option(line))) : line)
                .toList());
    }

    /** A bundle is taken whole. */
    private static UUID option(QuoteLine line) {
        return Objects.requireNonNullElse(line.bundled().of(), line.id());
    }
}
