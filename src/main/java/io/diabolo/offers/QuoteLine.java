package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a quote: something that is sold, a bundle with its parts below it, or words between such lines.
 *
 * @param item whether it is sold itself; a bundle's line isn't, its parts are
 * @param unit what one of it is called, such as a day; may be empty
 * @param unitPrice before tax and discount, in the quote's currency
 * @param discount in hundredths of a percent, as {@code vatRate}
 * @param vatReason why no VAT is due, as it is cited
 * @param period how often it is due; null where it is due once
 * @param unitCost what one of it costs the seller; null where that isn't known
 * @param optional only counts once it is chosen
 * @param ramp how it changes from year to year, by year; empty where it stays the same
 * @param tiers how its price falls with its quantity; then the unit price follows from the quantity
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
        boolean chosen,
        @Nullable Bundled bundled,
        @Nullable List<RampStep> ramp,
        @Nullable TieredPrice tiers) {
    private static final int QUANTITY_DIGITS = 3;
    private static final int PRICE_DIGITS = 6;

    /** As exact as the table keeps it, so that what was typed and what is read again are equal. */
    QuoteLine {
        quantity = quantity.setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP);
        tiers = tiers == null ? TieredPrice.FLAT : tiers;
        unitPrice =
                (tiers.hasTiers() ? tiers.unitPrice(quantity) : unitPrice).setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
        unitCost = unitCost == null ? null : unitCost.setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
        // A change from before there were bundles, ramps and tiers says nothing of them.
        bundled = bundled == null ? Bundled.NONE : bundled;
        ramp = ramp == null ? List.of() : List.copyOf(ramp);
    }

    /** A line that stands alone and stays the same over the term. */
    QuoteLine(
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
        this(
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
                chosen,
                Bundled.NONE,
                List.of(),
                TieredPrice.FLAT);
    }

    @Override
    public Bundled bundled() {
        return bundled == null ? Bundled.NONE : bundled;
    }

    @Override
    public List<RampStep> ramp() {
        return ramp == null ? List.of() : ramp;
    }

    @Override
    public TieredPrice tiers() {
        return tiers == null ? TieredPrice.FLAT : tiers;
    }

    /** At one price, whatever the quantity. */
    QuoteLine flat() {
        return tiered(TieredPrice.FLAT);
    }

    QuoteLine tiered(TieredPrice other) {
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
                chosen,
                bundled,
                ramp,
                other);
    }

    /** Whether it is part of what is signed. */
    boolean counts() {
        return item && (!optional || chosen);
    }

    /** Whether the parts of a bundle stand below it. */
    boolean heads() {
        return bundled().priced() != null;
    }

    boolean belongs() {
        return bundled().of() != null;
    }

    /** Item, text, or bundle, as in tables and the API. */
    String kind() {
        return heads() ? "bundle" : item ? "item" : "text";
    }

    /** Whether it is meant by these: itself, or the bundle that it is a part of. */
    boolean isAmong(List<UUID> lines) {
        var of = bundled().of();
        return lines.contains(id) || (of != null && lines.contains(of));
    }

    /** As it is in a year of the term, the first being 1. */
    QuoteLine inYear(int year) {
        var now = quantity;
        var costs = unitPrice;
        for (var step : ramp()) {
            if (step.year() <= year) {
                now = step.quantity() == null ? now : step.quantity();
                costs = step.unitPrice() == null ? costs : step.unitPrice();
            }
        }
        return ramp().isEmpty() ? this : priced(now, costs, discount);
    }

    QuoteLine chosen(boolean now) {
        return copy(id, description, quantity, unitPrice, discount, period, optional, now, bundled());
    }

    QuoteLine priced(BigDecimal newQuantity, BigDecimal newPrice, int newDiscount) {
        return copy(id, description, newQuantity, newPrice, newDiscount, period, optional, chosen, bundled());
    }

    QuoteLine described(String words) {
        return copy(id, words, quantity, unitPrice, discount, period, optional, chosen, bundled());
    }

    /** Under another line's bundle; {@link Bundled#NONE} takes it out. */
    QuoteLine bundled(Bundled other) {
        return copy(id, description, quantity, unitPrice, discount, period, optional, chosen, other);
    }

    /** As its bundle has it. */
    QuoteLine following(QuoteLine head, @Nullable Period due) {
        return copy(id, description, quantity, unitPrice, discount, due, head.optional(), head.chosen(), bundled());
    }

    /** The same line of another quote. */
    QuoteLine again(UUID newId, Bundled other) {
        return copy(newId, description, quantity, unitPrice, discount, period, optional, false, other);
    }

    private QuoteLine copy(
            UUID newId,
            String newDescription,
            BigDecimal newQuantity,
            BigDecimal newPrice,
            int newDiscount,
            @Nullable Period newPeriod,
            boolean nowOptional,
            boolean nowChosen,
            Bundled other) {
        return new QuoteLine(
                newId,
                item,
                product,
                name,
                newDescription,
                unit,
                newQuantity,
                newPrice,
                newDiscount,
                vatRate,
                vatReason,
                newPeriod,
                unitCost,
                nowOptional,
                nowChosen,
                other,
                ramp(),
                tiers());
    }
}
