package io.diabolo.health;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a customer stands by its score; the limits are settings of the rules. */
public enum HealthBand {
    GOOD,
    WATCH,
    RISK;

    /** The value in tables and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(HealthBand::id).toList();
    }

    static HealthBand of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
