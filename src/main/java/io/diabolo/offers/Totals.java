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
 * <p>A line whose price is graduated by quantity is the sum of its tiers, each rounded as a line of its own ({@link TieredPrice}).
 *
 * <p>Rounding, half up to the currency's minor unit, is done in three places and nowhere else, as EN 16931 (the standard of
 * electronic invoices in the EU, which French e-invoicing takes over) has it: a line's net (quantity × unit price, less its
 * discount; BR-DEC-23), the discount on the whole for each VAT rate (an allowance on document level; BR-DEC-01), and the VAT
 * of each rate (its base × rate; BR-CO-17). Sums are sums of rounded amounts (BR-CO-10, BR-CO-13 to BR-CO-15), never
 * rounded again.
 *
 * <p>A line may change from year to year. Then the sums are those of the first year, each year has its own, and the term is
 * the sum of the rounded years and of what is due once. A year holds whole periods, so only the last one, where the term ends
 * within it, is ever rounded.
 *
 * @param onceAndAgain what is due once first, then by month, quarter and year; only those that have a line
 * @param term before tax over the whole term: what is due once, and each period as often as it lies in the term
 * @param year before tax, what recurs within the first twelve months
 * @param years of the term, what recurs in each
 * @param ramped whether any line changes from year to year
 */
record Totals(List<Sum> onceAndAgain, Money term, Money year, List<Year> years, boolean ramped) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    private static final int YEAR = 12;

    /**
     * @param period null for what is due once
     * @param lines before the discount on the whole
     * @param vat by rate, the highest first; the bases sum up to {@code net}
     */
    record Sum(
            @Nullable Period period, Money lines, Money discount, Money net, List<Vat> vat, Money tax, Money gross) {}

    /**
     * @param number of the year in the term, from 1
     * @param months twelve, fewer in a last year that isn't whole
     * @param net before tax, of what recurs
     * @param sums what is due by period in that year
     */
    record Year(int number, int months, Money net, List<Sum> sums) {}

    /** @param rate in hundredths of a percent */
    record Vat(int rate, Money base, Money tax) {}

    /**
     * @param discount on the whole, in hundredths of a percent
     * @param months of the term; null is a year
     */
    static Totals of(List<QuoteLine> lines, int discount, @Nullable Integer months, Currency currency) {
        var sums = sums(lines, discount, currency);
        var term = months == null ? YEAR : months;
        var ramped =
                lines.stream().anyMatch(line -> line.counts() && !line.ramp().isEmpty() && line.period() != null);
        var years = new ArrayList<Year>();
        var whole = once(sums, currency);
        for (var number = 1; (number - 1) * YEAR < term; number++) {
            var of = number;
            var held = Math.min(YEAR, term - (number - 1) * YEAR);
            var due = ramped && number > 1
                    ? sums(lines.stream().map(line -> line.inYear(of)).toList(), discount, currency)
                    : sums;
            var year = new Year(number, held, recurring(due, held, currency), again(due));
            years.add(year);
            whole = whole.plus(year.net());
        }
        return new Totals(sums, whole, recurring(sums, YEAR, currency), List.copyOf(years), ramped);
    }

    private static List<Sum> sums(List<QuoteLine> lines, int discount, Currency currency) {
        var sums = new ArrayList<Sum>();
        var byPeriod = new TreeMap<Integer, List<QuoteLine>>();
        lines.stream()
                .filter(QuoteLine::counts)
                .forEach(line -> byPeriod.computeIfAbsent(order(line.period()), _ -> new ArrayList<>())
                        .add(line));
        byPeriod.values().forEach(of -> sums.add(sum(of.getFirst().period(), of, discount, currency)));
        return List.copyOf(sums);
    }

    private static List<Sum> again(List<Sum> sums) {
        return sums.stream().filter(sum -> sum.period() != null).toList();
    }

    private static int order(@Nullable Period period) {
        return period == null ? 0 : period.months();
    }

    /** A line's net, before the discount on the whole. */
    static Money net(QuoteLine line, Currency currency) {
        if (line.tiers().hasTiers()) {
            return line.tiers().net(line.quantity(), line.discount(), currency);
        }
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

    private static Money recurring(List<Sum> sums, int months, Currency currency) {
        var all = BigDecimal.ZERO;
        for (var sum : sums) {
            var period = sum.period();
            if (period != null) {
                all = all.add(sum.net()
                        .value()
                        .multiply(BigDecimal.valueOf(months))
                        .divide(BigDecimal.valueOf(period.months()), 6, RoundingMode.HALF_UP));
            }
        }
        return Money.rounded(all, currency);
    }

    private static Money once(List<Sum> sums, Currency currency) {
        return sums.stream()
                .filter(sum -> sum.period() == null)
                .map(Sum::net)
                .findFirst()
                .orElse(Money.ofMinor(0, currency.getCurrencyCode()));
    }

    /** What is due once, before tax. */
    Money once() {
        return once(onceAndAgain, term.currency());
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
