package io.diabolo.targets;

import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/**
 * How a year spreads over its months.
 *
 * @param shares of the year in hundredths of a percent, January first; together 10,000
 */
public record Seasonality(List<Integer> shares) {
    static final int MONTHS = 12;
    static final int WHOLE = 10_000;

    public Seasonality {
        shares = List.copyOf(shares);
        if (shares.size() != MONTHS
                || shares.stream().anyMatch(share -> share < 0)
                || shares.stream().mapToInt(Integer::intValue).sum() != WHOLE) {
            throw new IllegalArgumentException("twelve shares that make a whole: " + shares);
        }
    }

    int of(Month month) {
        return shares.get(month.getValue() - 1);
    }

    BigDecimal percent(Month month) {
        return BigDecimal.valueOf(of(month), 2);
    }

    /** As large as each month is in proportion; rounded so that they make a whole. */
    static Seasonality inProportion(List<Integer> weights) {
        return new Seasonality(Split.of(BigDecimal.valueOf(WHOLE), weights, 0).stream()
                .map(BigDecimal::intValueExact)
                .toList());
    }

    /**
     * Twelve shares in percent as they are typed, with a comma or a point.
     *
     * @throws BadInput naming the month that isn't one, or the sum where it isn't 100
     */
    static Seasonality typed(List<String> typed) {
        var faults = new ArrayList<BadInput.Fault>();
        var shares = new ArrayList<Integer>();
        for (var at = 0; at < MONTHS; at++) {
            var text = at < typed.size()
                    ? typed.get(at).replaceAll("[\\s\\u00a0\\u202f%]", "").replace(',', '.')
                    : "";
            if (text.isEmpty()) {
                shares.add(0);
            } else if (text.matches("\\d{1,3}(\\.\\d{1,2})?")) {
                shares.add(new BigDecimal(text)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .intValueExact());
            } else {
                faults.add(new BadInput.Fault("shares[" + at + "]", "season.fault.share"));
            }
        }
        var sum = shares.stream().mapToInt(Integer::intValue).sum();
        if (faults.isEmpty() && sum != WHOLE) {
            faults.add(new BadInput.Fault("shares", "season.fault.sum", BigDecimal.valueOf(sum, 2)));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return new Seasonality(shares);
    }
}
