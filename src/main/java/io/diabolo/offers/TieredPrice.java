package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How what one costs falls with how many there are, as a line keeps it, in the line's currency. By volume the whole quantity
 * has the price of its tier; graduated, each piece has the price of the tier in which it lies.
 *
 * <p>Graduated, each tier is an amount of its own, rounded half up, and the line is their sum: so an invoice that follows EN
 * 16931 can write a line for each tier (item net price BT-146 × invoiced quantity BT-129 = BT-131) and comes to the same cent.
 * An average price, with whatever digits, wouldn't.
 *
 * @param metered whether the quantity is an estimate, and what is used is invoiced
 * @param bands from which quantity on which price, going up; empty where there is one price whatever the quantity
 */
public record TieredPrice(boolean graduated, boolean metered, List<Band> bands) {
    /** One price, whatever the quantity; what is ordered is invoiced. */
    public static final TieredPrice FLAT = new TieredPrice(false, false, List.of());

    static final TieredPrice METERED = new TieredPrice(false, true, List.of());
    private static final int PRICE_DIGITS = 6;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    /** @param from the first piece of it; of the first tier 1, and less belongs to it too */
    public record Band(BigDecimal from, BigDecimal unitPrice) {
        public Band {
            unitPrice = unitPrice.setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
        }
    }

    /**
     * What of a quantity lies in a tier.
     *
     * @param to the last piece of it; null of the last tier
     */
    public record Share(Band band, @Nullable BigDecimal to, BigDecimal quantity) {}

    public TieredPrice {
        bands = List.copyOf(bands);
    }

    static TieredPrice of(boolean graduated, boolean metered, BigDecimal first, List<Tiers.Tier> steps) {
        if (steps.isEmpty()) {
            return metered ? METERED : FLAT;
        }
        var bands = new ArrayList<Band>();
        bands.add(new Band(BigDecimal.ONE, first));
        // A tier that begins with the first piece leaves none to the price before it.
        if (steps.getFirst().from().compareTo(BigDecimal.ONE) <= 0) {
            bands.clear();
        }
        steps.forEach(step -> bands.add(new Band(step.from(), step.price())));
        return new TieredPrice(graduated, metered, bands);
    }

    /** As {@link Tiers} are written, beginning with the price of the first piece; null when it can't be read. */
    static @Nullable TieredPrice read(String text, boolean graduated, boolean metered) {
        var tiers = Tiers.read(text);
        return tiers == null
                        || (!tiers.steps().isEmpty()
                                && tiers.steps().getFirst().from().compareTo(BigDecimal.ONE) > 0)
                ? null
                : of(graduated, metered, BigDecimal.ZERO, tiers.steps());
    }

    /** As one would type it. */
    String text() {
        return bands.stream()
                .map(band -> Input.text(band.from()) + ": " + Input.text(band.unitPrice()))
                .collect(Collectors.joining("; "));
    }

    public boolean hasTiers() {
        return !bands.isEmpty();
    }

    /** The kind of price, as products and the API name it. */
    public String pricing() {
        return !hasTiers() ? "flat" : graduated ? "graduated" : "volume";
    }

    /** Each tier with what of the quantity lies in it; by volume all of it lies in one. */
    public List<Share> shares(BigDecimal quantity) {
        var all = new ArrayList<Share>();
        var in = 0;
        for (var at = 1; at < bands.size() && quantity.compareTo(bands.get(at).from()) >= 0; at++) {
            in = at;
        }
        var before = BigDecimal.ZERO;
        for (var at = 0; at < bands.size(); at++) {
            var last = at + 1 == bands.size();
            // The tenth piece is the first of the tier that begins at ten.
            var to = last ? null : bands.get(at + 1).from().subtract(BigDecimal.ONE);
            BigDecimal share;
            if (!graduated || quantity.signum() <= 0) {
                share = at == in ? quantity : BigDecimal.ZERO;
            } else {
                var upTo = to == null ? quantity.max(before) : to.min(quantity).max(before);
                share = upTo.subtract(before);
                before = upTo;
            }
            all.add(new Share(bands.get(at), to, share));
        }
        return all;
    }

    /** The price of one; graduated, on average and rounded, for what is shown and compared: amounts are never made of it. */
    BigDecimal unitPrice(BigDecimal quantity) {
        var shares = shares(quantity);
        if (!graduated || quantity.signum() <= 0) {
            return shares.stream()
                    .filter(share -> share.quantity().signum() != 0)
                    .findFirst()
                    .orElse(shares.getFirst())
                    .band()
                    .unitPrice();
        }
        return shares.stream()
                .map(share -> share.quantity().multiply(share.band().unitPrice()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(quantity, PRICE_DIGITS, RoundingMode.HALF_UP);
    }

    /**
     * What a share comes to.
     *
     * @param discount in hundredths of a percent
     */
    static Money net(Share share, int discount, Currency currency) {
        return Money.rounded(
                share.quantity()
                        .multiply(share.band().unitPrice())
                        .multiply(BigDecimal.valueOf(10_000L - discount))
                        .divide(WHOLE),
                currency);
    }

    /**
     * What a quantity comes to: each tier rounded, then summed.
     *
     * @param discount in hundredths of a percent
     */
    public Money net(BigDecimal quantity, int discount, Currency currency) {
        return shares(quantity).stream()
                .map(share -> net(share, discount, currency))
                .reduce(Money.ofMinor(0, currency.getCurrencyCode()), Money::plus);
    }

    TieredPrice converted(BigDecimal rate) {
        return new TieredPrice(
                graduated,
                metered,
                bands.stream()
                        .map(band -> new Band(band.from(), band.unitPrice().multiply(rate)))
                        .toList());
    }

    /**
     * All prices dearer.
     *
     * @param hundredths of a percent
     */
    public TieredPrice dearer(int hundredths) {
        return converted(BigDecimal.valueOf(10_000L + hundredths, 4));
    }
}
