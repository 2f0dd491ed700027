package io.diabolo.acquisition;

import java.util.Arrays;
import java.util.Locale;

/**
 * How one lead is shared out among the touches before it; of each lead the shares are one together. First, last, linear,
 * position-based (40/20/40) and time decay are the usual rule-based models, with the half-life of seven days that Google
 * Analytics made usual (Analytics Help, "About the default MCF attribution models").
 */
enum AttributionModel {
    FIRST,
    LAST,
    LINEAR,
    /** 40% to the first, 40% to the last, the rest shared by those between; of two each has half. */
    POSITION,
    /** A touch is worth half of one that was a half-life later. */
    DECAY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Linear, where none is named. */
    static AttributionModel named(String id) {
        return Arrays.stream(values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(LINEAR);
    }

    /** In SQL, of a touch that is the n-th of its lead's {@code whole}. */
    String weight() {
        return switch (this) {
            case FIRST -> "case when n = 1 then 1.0 else 0.0 end";
            case LAST -> "case when n = whole then 1.0 else 0.0 end";
            case LINEAR -> "1.0 / whole";
            case POSITION ->
                "case when whole = 1 then 1.0 when whole = 2 then 0.5 when n in (1, whole) then 0.4"
                        + " else 0.2 / (whole - 2) end";
            case DECAY -> "fresh / sum(fresh) over (partition by lead_id)";
        };
    }
}
