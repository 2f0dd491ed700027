package io.diabolo.offers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How often something recurring is due. */
enum Period {
    MONTH(1),
    QUARTER(3),
    YEAR(12);

    private final int months;

    Period(int months) {
        this.months = months;
    }

    int months() {
        return months;
    }

    /** In tables, the API and texts. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for what is due once, and for what isn't one. */
    static @Nullable Period named(@Nullable String id) {
        for (var one : values()) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        return null;
    }
}
