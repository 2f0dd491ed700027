package io.diabolo.delivery;

import java.util.Locale;

/** How a customer's recurring money changed in a month. */
enum Movement {
    NEW(true),
    REACTIVATION(true),
    EXPANSION(true),
    CONTRACTION(false),
    CHURN(false);

    private final boolean up;

    Movement(boolean up) {
        this.up = up;
    }

    boolean isUp() {
        return up;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Movement of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
