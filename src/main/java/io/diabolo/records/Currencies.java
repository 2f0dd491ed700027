package io.diabolo.records;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Currencies as people write them: by code or sign. */
final class Currencies {
    private Currencies() {}

    static Optional<Currency> named(String text) {
        var code = switch (text) {
            case "€" -> "EUR";
            case "$" -> "USD";
            case "£" -> "GBP";
            default -> text.toUpperCase(Locale.ROOT);
        };
        try {
            return Optional.of(Currency.getInstance(code)).filter(one -> one.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
