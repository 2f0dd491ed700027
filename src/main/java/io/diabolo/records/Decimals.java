package io.diabolo.records;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as strangers write them: read only when they are of a size that can be computed with. */
final class Decimals {
    private static final int CHARACTERS = 60;
    private static final int DIGITS = 30;
    private static final int SCALE = 20;

    private Decimals() {}

    /** {@code 1e300000000} is eleven characters and would be a third of a gigabyte: refused before any arithmetic. */
    static Optional<BigDecimal> parse(String plain) {
        if (plain.length() > CHARACTERS) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(plain);
            return number.precision() <= DIGITS && Math.abs((long) number.scale()) <= SCALE
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** More can't be a number, so it needn't be looked at; thousands may be parted. */
    static boolean isTooLong(String text) {
        return text.length() > 2 * CHARACTERS;
    }
}
