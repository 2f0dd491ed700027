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
    /** Of a draft as it is at its worst, whatever the customer will choose of its options. */
    static Deviation of(Quote quote) {
        return new Deviation(
                quote.totals().term(),
                Margin.discount(quote.isDraft() ? WorstChoice.discounted(quote) : quote),
                Margin.of(quote.isDraft() ? WorstChoice.costly(quote) : quote),
                quote.termMonths());
    }
}
