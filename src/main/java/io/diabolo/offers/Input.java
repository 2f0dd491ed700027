package io.diabolo.offers;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What people type into the fields of an offer. */
final class Input {
    private static final int MOST_DIGITS = 13;

    private Input() {}

    /** With a comma or a point, spaces between thousands; null when it isn't a number, or has more digits than it may. */
    static @Nullable BigDecimal decimal(String text, int digits) {
        var plain = text.strip().replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (!plain.matches("-?[0-9]{1," + MOST_DIGITS + "}(\\.[0-9]{1,12})?")) {
            return null;
        }
        var value = new BigDecimal(plain).stripTrailingZeros();
        return value.scale() > digits ? null : value.setScale(Math.max(0, value.scale()));
    }

    /** In hundredths of a percent; null when it isn't between 0 and 100 with two digits at most. */
    static @Nullable Integer percent(String text) {
        var value = decimal(text.replace("%", ""), 2);
        if (value == null || value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
            return null;
        }
        return value.movePointRight(2).intValueExact();
    }

    /** As one would type it. */
    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static BigDecimal percent(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
    }

    /** What can stand in a document: no control characters but line breaks, which XML has no way to write. */
    static String words(String text, int longest) {
        var plain = text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\\uFFFE\\uFFFF]|\\p{Cs}", "")
                .strip();
        if (plain.length() <= longest) {
            return plain;
        }
        // Half a sign is none.
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
