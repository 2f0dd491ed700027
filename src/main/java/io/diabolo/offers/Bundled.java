package io.diabolo.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a line belongs to a bundle: it heads one, is a part of one, or neither.
 *
 * @param priced of the line that heads a bundle: what the whole costs; null of every other line
 * @param of of a part: the line that heads its bundle
 * @param each of a part: how many stand in one bundle
 */
record Bundled(@Nullable Priced priced, @Nullable UUID of, BigDecimal each) {
    static final Bundled NONE = new Bundled(null, null, BigDecimal.ONE);
    private static final int DIGITS = 3;

    /** Whether a bundle costs what its parts cost, less its discount, or has a price of its own. */
    enum Priced {
        PARTS,
        OWN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Priced named(@Nullable String id) {
            return id == null ? null : id.equals("own") ? OWN : PARTS;
        }
    }

    Bundled {
        each = each.setScale(DIGITS, RoundingMode.HALF_UP);
    }

    static Bundled head(Priced priced) {
        return new Bundled(priced, null, BigDecimal.ONE);
    }

    static Bundled part(UUID of, BigDecimal each) {
        return new Bundled(null, of, each);
    }
}
