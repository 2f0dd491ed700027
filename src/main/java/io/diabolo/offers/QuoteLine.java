package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a quote: something that is sold, or words between such lines.
 *
 * @param unit what one of it is called, such as a day; may be empty
 * @param unitPrice before tax and discount, in the quote's currency
 * @param discount in hundredths of a percent, as {@code vatRate}
 * @param vatReason why no VAT is due, as it is cited
 * @param period how often it is due; null where it is due once
 * @param unitCost what one of it costs the seller; null where that isn't known
 * @param optional only counts once it is chosen
 */
record QuoteLine(
        UUID id,
        boolean item,
        @Nullable UUID product,
        String name,
        String description,
        String unit,
        BigDecimal quantity,
        BigDecimal unitPrice,
        int discount,
        int vatRate,
        String vatReason,
        @Nullable Period period,
        @Nullable BigDecimal unitCost,
        boolean optional,
        boolean chosen) {
    private static final int QUANTITY_DIGITS = 3;
    private static final int PRICE_DIGITS = 6;

    /** As exact as the table keeps it, so that what was typed and what is read again are equal. */
    QuoteLine {
        quantity = quantity.setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP);
        unitPrice = unitPrice.setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
        unitCost = unitCost == null ? null : unitCost.setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
    }

    /** Whether it is part of what is signed. */
    boolean counts() {
        return item && (!optional || chosen);
    }

    QuoteLine chosen(boolean now) {
        return new QuoteLine(
                id,
                item,
                product,
                name,
                description,
                unit,
                quantity,
                unitPrice,
                discount,
                vatRate,
                vatReason,
                period,
                unitCost,
                optional,
                now);
    }
}
