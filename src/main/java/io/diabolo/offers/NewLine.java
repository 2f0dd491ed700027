package io.diabolo.offers;

import io.diabolo.jooq.tables.records.ProductRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines as they come upon a quote: from the catalogue, or from the version before. */
record NewLine(Prices prices, Seller seller) {
    private static final int PERCENT_DIGITS = 2;

    QuoteLine of(ProductRecord product, @Nullable UUID list, BigDecimal quantity, String currency, LocalDate day) {
        var price = prices.of(product, list, quantity, currency, day);
        var rate = product.getVatRate()
                .movePointRight(PERCENT_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
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
                false);
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
        return Objects.requireNonNull(quote).lines().stream()
                .map(line -> new QuoteLine(
                        UUID.randomUUID(),
                        line.item(),
                        line.product(),
                        line.name(),
                        line.description(),
                        line.unit(),
                        line.quantity(),
                        line.unitPrice(),
                        line.discount(),
                        line.vatRate(),
                        line.vatReason(),
                        line.period(),
                        line.unitCost(),
                        line.optional(),
                        false))
                .toList();
    }
}
