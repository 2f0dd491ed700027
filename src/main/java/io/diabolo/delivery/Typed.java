package io.diabolo.delivery;

import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people type into the forms of this module. */
final class Typed {
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2150, 1, 1);

    private Typed() {}

    /** With a comma or a point, spaces between thousands; null when it isn't a number, or has more digits than it may. */
    static @Nullable BigDecimal decimal(String text, int digits) {
        var plain = text.strip().replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (!plain.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            return null;
        }
        var value = new BigDecimal(plain).stripTrailingZeros();
        return value.scale() > digits ? null : value.setScale(Math.max(0, value.scale()));
    }

    /** An amount that isn't below nothing, in minor units. @throws BadInput when it is none */
    static long minor(String field, String text, String currency) {
        var digits = Currency.getInstance(currency).getDefaultFractionDigits();
        var value = decimal(text, digits);
        if (value == null || value.signum() < 0) {
            throw new BadInput(field, "contract.fault.amount");
        }
        return value.movePointRight(digits).longValueExact();
    }

    static BigDecimal quantity(String field, String text) {
        var value = decimal(text.isBlank() ? "1" : text, 3);
        if (value == null || value.signum() < 0 || value.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
            throw new BadInput(field, "contract.fault.quantity");
        }
        return value;
    }

    /** @throws BadInput when it is no day of ours */
    static LocalDate day(String field, String text) {
        try {
            var day = LocalDate.parse(text.strip());
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput(field, "contract.fault.day");
    }

    static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Without control characters but line breaks. */
    static String words(@Nullable String text, int longest) {
        var plain = (text == null ? "" : text)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]|\\p{Cs}", "")
                .strip();
        return plain.length() <= longest
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, longest) - 1));
    }

    /** A version as a form sends it; null where it sends none. */
    static @Nullable Integer version(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
