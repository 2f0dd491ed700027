package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import java.util.ArrayList;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps with a draft the exchange rates by which its prices were converted. What is kept stays as it is. */
@Component
class QuoteRates {
    private final DSLContext sql;
    private final QuoteStore store;
    private final Prices prices;
    private final ExchangeRates rates;

    QuoteRates(DSLContext sql, QuoteStore store, Prices prices, ExchangeRates rates) {
        this.sql = sql;
        this.store = store;
        this.prices = prices;
        this.rates = rates;
    }

    /** Those that its lines need now and that it hasn't yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Quote quote) {
        var day = quote.priced().on();
        var products = quote.lines().stream()
                .map(QuoteLine::product)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
        if (day == null || products.isEmpty()) {
            return;
        }
        var currency = quote.currency().getCurrencyCode();
        var kept = new ArrayList<>(quote.priced().rates());
        prices.converted(products, quote.priceList(), currency).stream()
                .filter(from -> kept.stream().noneMatch(rate -> rate.from().equals(from)))
                .map(from -> rates.known(from, currency, day))
                .filter(Objects::nonNull)
                .forEach(rate -> kept.add(Objects.requireNonNull(rate)));
        if (kept.size() > quote.priced().rates().size()) {
            sql.update(QUOTE)
                    .set(QUOTE.RATES, store.rates(kept))
                    .where(QUOTE.ID.eq(quote.id()))
                    .execute();
        }
    }
}
