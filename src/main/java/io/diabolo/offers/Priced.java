package io.diabolo.offers;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which exchange rates the prices of a quote were converted. They stay with it, whatever the rates become.
 *
 * @param on the day whose rates hold for it; null on quotes from before they were kept
 * @param rates of each pair of currencies that was needed, with the day that the rate is of
 * @param confirmed whether somebody has looked at rates that are old, and lets them hold
 */
record Priced(@Nullable LocalDate on, List<ExchangeRates.Rate> rates, boolean confirmed) {
    static final Priced UNCONVERTED = new Priced(null, List.of(), false);

    /** The oldest rate where it is older than so many days and nobody has confirmed it; else null. */
    ExchangeRates.@Nullable Rate stale(LocalDate today, int days) {
        return confirmed
                ? null
                : rates.stream()
                        .filter(rate -> rate.on().plusDays(days).isBefore(today))
                        .min(Comparator.comparing(ExchangeRates.Rate::on))
                        .orElse(null);
    }
}
