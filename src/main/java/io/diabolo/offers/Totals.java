package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a quote comes to, apart for what is due once and for each period, because each is invoiced apart. Page, PDF and API
 * show these figures and no others.
 *
 * <p>Rounding, half up to the currency's minor unit, is done in three places and nowhere else, as EN 16931 (the standard of
 * electronic invoices in the EU, which French e-invoicing takes over) has it: a line's net (quantity × unit price, less its
 * discount; BR-DEC-23), the discount on the whole for each VAT rate (an allowance on document level; BR-DEC-01), and the VAT
 * of each rate (its base × rate; BR-CO-17). Sums are sums of rounded amounts (BR-CO-10, BR-CO-13 to BR-CO-15), never
 * rounded again.
 *
 * @param onceAndAgain what is due once first, then by month, quarter and year; only those that have a line
 * @param term before tax over the whole term: what is due once, and each period as often as it lies in the term
 */
record Totals(List<Sum> onceAndAgain, Money term, Money year) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    private static final int YEAR = 12;

    /**
     * @param period null for what is due once
     * @param lines before the discount on the whole
     * @param vat by rate, the highest first; the bases sum up to {@code net}
     */
    record Sum(
            @Nullable Period period, Money lines, Money discount, Money net, List<Vat> vat, Money tax, Money gross) {}

    /** @param rate in hundredths of a percent */
    record Vat(int rate, Money base, Money tax) {}

    /**
     * @param discount on the whole, in hundredths of a percent
     * @param months of the term; null is a year
     */
    static Totals of(List<QuoteLine> lines, int discount, @Nullable Integer months, Currency currency) {
        var sums = new ArrayList<Sum>();
        var byPeriod = new TreeMap<Integer, List<QuoteLine>>();
        lines.stream()
                .filter(QuoteLine::counts)
                .forEach(line -> byPeriod.computeIfAbsent(order(line.period()), _ -> new ArrayList<>())
                        .add(line));
        byPeriod.values().forEach(of -> sums.add(sum(of.getFirst().period(), of, discount, currency)));
        return new Totals(
                List.copyOf(sums),
                over(sums, months == null ? YEAR : months, true, currency),
                over(sums, YEAR, false, currency));
    }

    private static int order(@Nullable Period period) {
        return period == null ? 0 : period.months();
    }

    /** A line's net, before the discount on the whole. */
    static Money net(QuoteLine line, Currency currency) {
        return Money.rounded(
                line.quantity()
                        .multiply(line.unitPrice())
                        .multiply(BigDecimal.valueOf(10_000L - line.discount()))
                        .divide(WHOLE),
                currency);
    }

    private static Sum sum(@Nullable Period period, List<QuoteLine> lines, int discount, Currency currency) {
        var zero = Money.ofMinor(0, currency.getCurrencyCode());
        Map<Integer, Money> byRate = new TreeMap<>(java.util.Comparator.reverseOrder());
        lines.forEach(line -> byRate.merge(line.vatRate(), net(line, currency), Money::plus));
        var vat = new ArrayList<Vat>();
        var all = zero;
        var net = zero;
        var tax = zero;
        for (var entry : byRate.entrySet()) {
            var taken = part(entry.getValue(), discount, currency);
            var base = minus(entry.getValue(), taken);
            var due = part(base, entry.getKey(), currency);
            vat.add(new Vat(entry.getKey(), base, due));
            all = all.plus(entry.getValue());
            net = net.plus(base);
            tax = tax.plus(due);
        }
        return new Sum(period, all, minus(all, net), net, List.copyOf(vat), tax, net.plus(tax));
    }

    private static Money part(Money of, int rate, Currency currency) {
        return Money.rounded(of.value().multiply(BigDecimal.valueOf(rate)).divide(WHOLE), currency);
    }

    private static Money minus(Money one, Money other) {
        return new Money(one.value().subtract(other.value()), one.currency());
    }

    private static Money over(List<Sum> sums, int months, boolean once, Currency currency) {
        var all = BigDecimal.ZERO;
        for (var sum : sums) {
            var period = sum.period();
            if (period == null) {
                all = once ? all.add(sum.net().value()) : all;
            } else {
                all = all.add(sum.net()
                        .value()
                        .multiply(BigDecimal.valueOf(months))
                        .divide(BigDecimal.valueOf(period.months()), 6, RoundingMode.HALF_UP));
            }
        }
        return Money.rounded(all, currency);
    }

    /** What is due once, before tax. */
    Money once() {
        return onceAndAgain.stream()
                .filter(sum -> sum.period() == null)
                .map(Sum::net)
                .findFirst()
                .orElse(Money.ofMinor(0, term.currency().getCurrencyCode()));
    }

    boolean isRecurring() {
        return onceAndAgain.stream().anyMatch(sum -> sum.period() != null);
    }

    /** Before tax, of all lines that count, by period; for JSON. */
    Map<String, Money> netByPeriod() {
        var all = new LinkedHashMap<String, Money>();
        onceAndAgain.forEach(sum -> {
            var period = sum.period();
            all.put(period == null ? "once" : period.id(), sum.net());
        });
        return all;
    }
}
