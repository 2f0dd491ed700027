package io.diabolo.delivery;

import io.diabolo.offers.TieredPrice;
import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is paid again and again for one thing, while it stays the same.
 *
 * @param amount before tax, of a period
 * @param until the first day on which it isn't paid any more; null: as long as the contract runs
 * @param addedBy the amendment by which it came; null where it was there from the beginning
 * @param tiers how its price falls with the quantity, and whether that is an estimate, as it was signed
 */
record ContractLine(
        UUID id,
        @Nullable UUID product,
        String name,
        BigDecimal quantity,
        Money amount,
        Recurrence period,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable UUID addedBy,
        @Nullable UUID endedBy,
        TieredPrice tiers) {
    boolean runsOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || day.isBefore(until));
    }

    /** What another quantity comes to by the tiers that were signed; without tiers nobody knows, and it stays. */
    Money amountOf(BigDecimal other) {
        return tiers.hasTiers() ? tiers.net(other, 0, amount.currency()) : amount;
    }

    /** It was ended on the day it began, so it never counted. */
    boolean isVoid() {
        return from.equals(until);
    }
}
