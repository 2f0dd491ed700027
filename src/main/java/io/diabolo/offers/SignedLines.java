package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
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

    /** The lines that are due again and again. */
    @Transactional(readOnly = true)
    public List<Line> recurring(UUID id) {
        return of(id).stream().filter(line -> line.period() != null).toList();
    }

    private static TieredPrice left(QuoteLine line, Quote quote) {
        return line.tiers()
                .converted(BigDecimal.valueOf((10_000L - line.discount()) * (10_000L - quote.discount()), 8));
    }

    /** Each line less its discount; the cents that rounding leaves over go to the largest. */
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
        if (rest.signum() != 0 && !all.isEmpty()) {
            var largest = all.stream()
                    .max(Comparator.comparing(line -> line.amount().value()))
                    .orElseThrow();
            all.set(
                    all.indexOf(largest),
                    largest.with(new Money(largest.amount().value().add(rest), quote.currency())));
        }
        return all;
    }
}
