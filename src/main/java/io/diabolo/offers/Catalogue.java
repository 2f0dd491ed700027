package io.diabolo.offers;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what can be sold, with its prices.
 *
 * @param q the words that were searched for; empty for everything
 * @param chosen what was chosen on this page or another
 * @param all how many products match, with and without a price
 * @param unpriced how many of them can't be shown, for want of an exchange rate
 * @param unrated the currencies that have no rate
 * @param next the product after which the next page begins; null on the last
 */
record Catalogue(
        String q,
        List<Prices.Price> chosen,
        List<Prices.Price> prices,
        int all,
        int unpriced,
        List<String> unrated,
        @Nullable UUID next) {
    /** What is looked for, from where on, and what was chosen before. */
    record Asked(String q, @Nullable UUID after, List<UUID> chosen) {
        static final Asked FIRST = new Asked("", null, List.of());
    }

    boolean isEmpty() {
        return prices.isEmpty() && chosen.isEmpty() && q.isEmpty() && unpriced == 0;
    }
}
