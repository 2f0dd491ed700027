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
 * @param rate in hundredths of a percent; null where no cost is known or nothing is earned
 * @param uncosted how many lines that count have no known cost, and are left out
 */
record Margin(@Nullable Money left, @Nullable Integer rate, int uncosted) {
    private static final int YEAR = 12;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    static Margin of(Quote quote) {
        var net = BigDecimal.ZERO;
        var cost = BigDecimal.ZERO;
        var uncosted = 0;
        var known = false;
        for (var line : quote.lines()) {
            if (!line.counts()) {
                continue;
            }
            var unit = line.unitCost();
            if (unit == null) {
                uncosted++;
                continue;
            }
            known = true;
            for (var due : due(line, quote.termMonths() == null ? YEAR : quote.termMonths())) {
                net = net.add(Totals.net(due.line(), quote.currency())
                        .value()
                        .multiply(BigDecimal.valueOf(10_000L - quote.discount()))
                        .divide(WHOLE)
                        .multiply(due.times()));
                cost = cost.add(unit.multiply(due.line().quantity()).multiply(due.times()));
            }
        }
        if (!known) {
            return new Margin(null, null, uncosted);
        }
        var left = net.subtract(cost);
        return new Margin(
                Money.rounded(left, quote.currency()),
                net.signum() <= 0
                        ? null
                        : left.multiply(WHOLE)
                                .divide(net, 0, RoundingMode.HALF_UP)
                                .intValue(),
                uncosted);
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

    /** As rules ask for it; a loss beyond any measure is no further one. */
    @Nullable
    BigDecimal percent() {
        return rate == null ? null : BigDecimal.valueOf(rate, 2).max(BigDecimal.valueOf(-9_999));
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
