package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a price falls with the quantity, as somebody writes it: {@code 10: 9,50; 100: 8} means from ten on 9.50, from a hundred
 * on 8. By volume the whole quantity has the price of its tier; graduated, each piece has the price of the tier it lies in.
 */
record Tiers(List<Tier> steps) {
    private static final int MOST = 20;
    private static final int DIGITS = 6;

    record Tier(BigDecimal from, BigDecimal price) {}

    /** Null when it can't be read, or doesn't go up. */
    static @Nullable Tiers read(String text) {
        var steps = new ArrayList<Tier>();
        for (var part : text.split("[;\n]")) {
            if (part.isBlank()) {
                continue;
            }
            var sides = part.split(":", 2);
            var from = sides.length == 2 ? Input.decimal(sides[0], DIGITS) : null;
            var price = sides.length == 2 ? Input.decimal(sides[1], DIGITS) : null;
            if (from == null
                    || price == null
                    || from.signum() <= 0
                    || price.signum() < 0
                    || steps.size() == MOST
                    || (!steps.isEmpty() && steps.getLast().from().compareTo(from) >= 0)) {
                return null;
            }
            steps.add(new Tier(from, price));
        }
        return new Tiers(List.copyOf(steps));
    }

    /**
     * The price of one, for this quantity.
     *
     * @param first of those before the first tier
     */
    BigDecimal unitPrice(BigDecimal quantity, BigDecimal first, boolean graduated) {
        if (!graduated || quantity.signum() <= 0) {
            var price = first;
            for (var step : steps) {
                price = quantity.compareTo(step.from()) >= 0 ? step.price() : price;
            }
            return price;
        }
        // The tenth piece is the first of the tier that begins at ten.
        var all = BigDecimal.ZERO;
        var before = BigDecimal.ZERO;
        var price = first;
        for (var step : steps) {
            var upTo = step.from().subtract(BigDecimal.ONE).min(quantity).max(before);
            all = all.add(upTo.subtract(before).multiply(price));
            before = upTo;
            price = step.price();
        }
        all = all.add(quantity.subtract(before).max(BigDecimal.ZERO).multiply(price));
        return all.divide(quantity, DIGITS, RoundingMode.HALF_UP);
    }
}
