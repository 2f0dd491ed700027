package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What of a quote counts, line by line, each with its share of the discount on the whole. */
@Service
public class SignedLines {
    private final QuoteStore store;

    SignedLines(QuoteStore store) {
        this.store = store;
    }

    /**
     * @param amount before tax; of a period where there is one
     * @param vatRate in hundredths of a percent
     * @param period month, quarter or year; null where it is due once
     * @param tiers how its price falls with the quantity, after its discounts
     */
    public record Line(
            @Nullable UUID product,
            String name,
            String unit,
            BigDecimal quantity,
            Money amount,
            int vatRate,
            @Nullable String period,
            TieredPrice tiers) {
        private Line with(Money other) {
            return new Line(product, name, unit, quantity, other, vatRate, period, tiers);
        }
    }

    /** Those of a period, or due once, add up to its net as the quote says it, to the cent. Empty where there is no such quote. */
    @Transactional(readOnly = true)
    public List<Line> of(UUID id) {
        var quote = store.find(id);
        if (quote == null) {
            return List.of();
        }
        var all = new ArrayList<Line>();
        for (var sum : quote.totals().onceAndAgain()) {
            var lines = quote.lines().stream()
                    .filter(line -> line.counts() && Objects.equals(line.period(), sum.period()))
                    .toList();
            all.addAll(shared(lines, sum.net(), quote));
        }
        return all;
    }

    /**
     * A line that is due again and again, for as long as it stays as it is.
     *
     * @param from the year of the term in which it begins, the first being 1
     * @param until the year in which something else stands in its place; null: it stays
     */
    public record Stretch(Line line, int from, @Nullable Integer until) {}

    /**
     * What is due again and again, year by year where it changes from year to year. A credit is no line of its own: it makes
     * the others of its period less, each by its share.
     */
    @Transactional(readOnly = true)
    public List<Stretch> recurring(UUID id) {
        var quote = store.find(id);
        if (quote == null) {
            return List.of();
        }
        var years = quote.totals().years().stream().map(year -> in(year, quote)).toList();
        var all = new ArrayList<Stretch>();
        for (var at = 0; at < years.getFirst().size(); at++) {
            var position = at;
            stretches(years.stream().map(year -> year.get(position)).toList(), all);
        }
        return all;
    }

    private static void stretches(List<Line> byYear, List<Stretch> all) {
        var from = 1;
        for (var year = 2; year <= byYear.size(); year++) {
            if (!byYear.get(year - 1).equals(byYear.get(from - 1))) {
                add(new Stretch(byYear.get(from - 1), from, year), all);
                from = year;
            }
        }
        add(new Stretch(byYear.get(from - 1), from, null), all);
    }

    /** What is free for a while is still agreed; a credit is in the others already. */
    private static void add(Stretch stretch, List<Stretch> all) {
        if (stretch.line().amount().value().signum() >= 0) {
            all.add(stretch);
        }
    }

    /** The same lines in every year, in the same order. */
    private static List<Line> in(Totals.Year year, Quote quote) {
        var all = new ArrayList<Line>();
        for (var sum : year.sums()) {
            var lines = quote.lines().stream()
                    .filter(line -> line.counts() && Objects.equals(line.period(), sum.period()))
                    .map(line -> line.inYear(year.number()))
                    .toList();
            all.addAll(credited(shared(lines, sum.net(), quote)));
        }
        return all;
    }

    private static List<Line> credited(List<Line> lines) {
        var charged = sum(lines.stream().filter(SignedLines::isCharged).toList());
        var whole = sum(lines).max(BigDecimal.ZERO);
        if (charged.compareTo(whole) == 0) {
            return lines;
        }
        var left = lines.stream()
                .map(line -> !isCharged(line)
                        ? line
                        : line.with(Money.rounded(
                                line.amount().value().multiply(whole).divide(charged, 12, RoundingMode.HALF_UP),
                                line.amount().currency())))
                .toList();
        return evened(
                left,
                whole.subtract(sum(left.stream().filter(SignedLines::isCharged).toList())));
    }

    private static boolean isCharged(Line line) {
        return line.amount().value().signum() > 0;
    }

    private static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(line -> line.amount().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static TieredPrice left(QuoteLine line, Quote quote) {
        return line.tiers()
                .converted(BigDecimal.valueOf((10_000L - line.discount()) * (10_000L - quote.discount()), 8));
    }

    /** Each line less its discount. */
    private static List<Line> shared(List<QuoteLine> lines, Money net, Quote quote) {
        var all = new ArrayList<Line>();
        var rest = net.value();
        for (var line : lines) {
            var period = line.period();
            var amount = Money.rounded(
                    Totals.net(line, quote.currency())
                            .value()
                            .multiply(BigDecimal.valueOf(10_000L - quote.discount()))
                            .movePointLeft(4),
                    quote.currency());
            rest = rest.subtract(amount.value());
            all.add(new Line(
                    line.product(),
                    line.name(),
                    line.unit(),
                    line.quantity(),
                    amount,
                    line.vatRate(),
                    period == null ? null : period.id(),
                    left(line, quote)));
        }
        return evened(all, rest);
    }

    /** The cents that rounding leaves over go to the largest. */
    private static List<Line> evened(List<Line> lines, BigDecimal rest) {
        if (rest.signum() == 0 || lines.isEmpty()) {
            return lines;
        }
        var all = new ArrayList<>(lines);
        var largest = all.stream()
                .max(Comparator.comparing(line -> line.amount().value()))
                .orElseThrow();
        all.set(
                all.indexOf(largest),
                largest.with(new Money(
                        largest.amount().value().add(rest), largest.amount().currency())));
        return all;
    }
}
