package io.diabolo.offers;

import io.diabolo.jooq.tables.records.ProductRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines as they come upon a quote: from the catalogue, or from the version before. */
record NewLine(Prices prices, Seller seller) {
    private static final int PERCENT_DIGITS = 2;

    /** A product; a bundle with its parts below it. */
    List<QuoteLine> of(ProductRecord product, @Nullable UUID list, String currency, LocalDate day) {
        var parts = prices.parts(List.of(product.getId())).getOrDefault(product.getId(), List.of());
        if (parts.isEmpty()) {
            return List.of(of(product, list, BigDecimal.ONE, currency, day));
        }
        var priced = product.getBundlePrice().equals("own") ? Bundled.Priced.OWN : Bundled.Priced.PARTS;
        var own = priced == Bundled.Priced.OWN;
        var head = new QuoteLine(
                UUID.randomUUID(),
                false,
                product.getId(),
                product.getName(),
                product.getDescription(),
                product.getUnit(),
                BigDecimal.ONE,
                own ? prices.of(product, list, BigDecimal.ONE, currency, day).unitPrice() : BigDecimal.ZERO,
                own ? 0 : hundredths(product.getBundleDiscount()),
                0,
                "",
                own ? Period.named(product.getRecurringPeriod()) : null,
                null,
                false,
                false,
                Bundled.head(priced),
                List.of(),
                TieredPrice.FLAT);
        var lines = new ArrayList<QuoteLine>();
        lines.add(head);
        parts.forEach(part -> lines.add(of(part.product(), list, part.quantity(), currency, day)
                .bundled(Bundled.part(head.id(), part.quantity()))));
        return Bundles.settled(lines, Currency.getInstance(currency));
    }

    private static int hundredths(BigDecimal percent) {
        return percent.movePointRight(PERCENT_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private QuoteLine of(
            ProductRecord product, @Nullable UUID list, BigDecimal quantity, String currency, LocalDate day) {
        var price = prices.of(product, list, quantity, currency, day);
        var rate = hundredths(product.getVatRate());
        return new QuoteLine(
                UUID.randomUUID(),
                true,
                product.getId(),
                product.getName(),
                product.getDescription(),
                product.getUnit(),
                quantity,
                price.unitPrice(),
                0,
                seller.vatExempt() ? 0 : rate,
                product.getVatReason(),
                Period.named(product.getRecurringPeriod()),
                prices.cost(product, currency, day),
                false,
                false,
                Bundled.NONE,
                List.of(),
                price.tiers());
    }

    static QuoteLine empty(boolean item, int vatRate) {
        return new QuoteLine(
                UUID.randomUUID(),
                item,
                null,
                "",
                "",
                "",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                0,
                vatRate,
                "",
                null,
                null,
                false,
                false);
    }

    /** What the customer had chosen is asked again. */
    static List<QuoteLine> copies(Quote quote) {
        return Bundles.again(quote.lines());
    }
}
