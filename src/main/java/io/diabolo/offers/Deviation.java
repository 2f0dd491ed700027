package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * By how much a quote strays from what is usual, in the figures that the rules ask about.
 *
 * @param net over the term, before tax
 * @param discount of the whole in percent, zero where nothing is given away
 * @param termMonths null where it isn't said
 */
record Deviation(
        Money net,
        BigDecimal discount,
        Margin margin,
        @Nullable Integer termMonths) {
    static Deviation of(Quote quote) {
        return new Deviation(quote.totals().term(), Margin.discount(quote), Margin.of(quote), quote.termMonths());
    }
}
