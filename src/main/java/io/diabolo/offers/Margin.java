package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a quote over its term once its costs are paid: (net − cost) ÷ net, over the lines whose cost is known, each
 * period as often as it lies in the term (a year unless the quote says otherwise).
 *
 * @param rate in hundredths of a percent; null where no cost is known, or nothing is earned and nothing spent
 * @param uncosted how many lines that count have no known cost, and are left out
 */
record Margin(@Nullable Money left, @Nullable Integer rate, int uncosted) {
    private static final int YEAR = 12;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    /** A loss of a hundred times what is earned is no larger one beyond that. */
    private static final int BEYOND = 999_900;

    static Margin of(Quote quote) {
        var net = BigDecimal.ZERO;
        var cost = BigDecimal.ZERO;
        var uncosted = 0;
        var known = false;
        for (var line : quote.lines()) {
            if (!line.counts()) {
                continue;
            }
            if (line.unitCost() == null) {
                uncosted++;
                continue;
            }
            known = true;
            net = net.add(net(line, quote)
                    .multiply(BigDecimal.valueOf(10_000L - quote.discount()))
                    .divide(WHOLE));
            cost = cost.add(cost(line, quote));
        }
        if (!known) {
            return new Margin(null, null, uncosted);
        }
        var left = net.subtract(cost);
        return new Margin(Money.rounded(left, quote.currency()), rate(left, net), uncosted);
    }

    private static @Nullable Integer rate(BigDecimal left, BigDecimal net) {
        if (net.signum() <= 0) {
            // What is given away for nothing costs all the same, and has to be judged.
            return left.signum() < 0 ? -BEYOND : null;
        }
        return left.multiply(WHOLE)
                .divide(net, 0, RoundingMode.HALF_UP)
                .max(BigDecimal.valueOf(-BEYOND))
                .min(BigDecimal.valueOf(BEYOND))
                .intValueExact();
    }

    /** A line over the term, before the discount on the whole. */
    static BigDecimal net(QuoteLine line, Quote quote) {
        return due(line, quote.months()).stream()
                .map(due -> Totals.net(due.line(), quote.currency()).value().multiply(due.times()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a line costs the seller over the term; nothing where that isn't known. */
    static BigDecimal cost(QuoteLine line, Quote quote) {
        var unit = line.unitCost();
        return unit == null
                ? BigDecimal.ZERO
                : due(line, quote.months()).stream()
                        .map(due -> unit.multiply(due.line().quantity()).multiply(due.times()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A line as it is for a while, and how often it is due in it. */
    private record Due(QuoteLine line, BigDecimal times) {}

    private static List<Due> due(QuoteLine line, int months) {
        var period = line.period();
        if (period == null) {
            return List.of(new Due(line, BigDecimal.ONE));
        }
        if (line.ramp().isEmpty()) {
            return List.of(new Due(line, times(months, period)));
        }
        var all = new ArrayList<Due>();
        for (var year = 1; (year - 1) * YEAR < months; year++) {
            all.add(new Due(line.inYear(year), times(Math.min(YEAR, months - (year - 1) * YEAR), period)));
        }
        return List.copyOf(all);
    }

    private static BigDecimal times(int months, Period period) {
        return BigDecimal.valueOf(months).divide(BigDecimal.valueOf(period.months()), 6, RoundingMode.HALF_UP);
    }

    /** As rules ask for it. */
    @Nullable
    BigDecimal percent() {
        return rate == null ? null : BigDecimal.valueOf(rate, 2);
    }

    /** What is given away of a quote before any discount, over its term, in percent: (before − net) ÷ before. */
    static BigDecimal discount(Quote quote) {
        var plain = quote.lines().stream()
                .map(line -> line.priced(line.quantity(), line.unitPrice(), 0))
                .toList();
        var before =
                Totals.of(plain, 0, quote.termMonths(), quote.currency()).term().value();
        var net = quote.totals().term().value();
        return before.signum() <= 0
                ? BigDecimal.ZERO
                : before.subtract(net)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(before, 2, RoundingMode.HALF_UP)
                        .max(BigDecimal.valueOf(-99_999))
                        .min(BigDecimal.valueOf(99_999));
    }
}
