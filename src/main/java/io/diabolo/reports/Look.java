package io.diabolo.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a report is drawn; the table with its figures stands below each drawing. */
enum Look {
    BARS,
    LINE,
    FUNNEL,
    HEAT,
    TABLE;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Look> named(String id) {
        return Arrays.stream(values()).filter(look -> look.id().equals(id)).findFirst();
    }

    /** A line needs time, a heat map two sides, and a funnel parts that follow each other. */
    boolean fits(Axis by, boolean across) {
        return switch (this) {
            case BARS, TABLE -> true;
            case LINE -> by.isDated();
            case HEAT -> across;
            case FUNNEL -> !across && !by.field().choices().isEmpty();
        };
    }
}
