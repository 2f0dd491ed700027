package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a recurring line becomes from a year of the term on.
 *
 * @param year of the term, from 2
 * @param quantity null: as in the year before
 * @param unitPrice null: as in the year before
 */
record RampStep(
        int year, @Nullable BigDecimal quantity, @Nullable BigDecimal unitPrice) {
    static final int FIRST = 2;
    static final int LAST = 10;
    private static final int QUANTITY_DIGITS = 3;
    private static final int PRICE_DIGITS = 6;

    RampStep {
        quantity = quantity == null ? null : quantity.setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP);
        unitPrice = unitPrice == null ? null : unitPrice.setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
    }
}
