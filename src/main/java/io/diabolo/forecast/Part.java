package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The parts of a forecast. A deal stands in the one of its category while it is open, in {@link #CLOSED} once it is won, in
 * {@link #LOST} once it is lost. An open one whose category says closed counts as committed: somebody is that sure.
 */
public enum Part {
    CLOSED,
    COMMIT,
    BEST_CASE,
    PIPELINE,
    OMITTED,
    LOST;

    /** Signed, whatever has come after. */
    static final List<String> WON = List.of("won", "delivery", "live", "growth", "churned");

    static final List<String> GONE = List.of("lost", "disqualified");

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> named(String id) {
        return Arrays.stream(values()).filter(part -> part.id().equals(id)).findFirst();
    }

    /** Where a deal stands. */
    static Part of(String stage, String category) {
        if (WON.contains(stage)) {
            return CLOSED;
        }
        if (GONE.contains(stage)) {
            return LOST;
        }
        return switch (category) {
            case "omitted" -> OMITTED;
            case "best_case" -> BEST_CASE;
            case "commit", "closed" -> COMMIT;
            default -> PIPELINE;
        };
    }

    /** It may still be won, and somebody counts on it. */
    boolean isOpen() {
        return this == COMMIT || this == BEST_CASE || this == PIPELINE;
    }

    /** The same as {@link #of(String, String)}, in SQL. */
    static Field<String> column() {
        return DSL.when(OPPORTUNITY.STAGE.in(WON), CLOSED.id())
                .when(OPPORTUNITY.STAGE.in(GONE), LOST.id())
                .when(OPPORTUNITY.FORECAST_CATEGORY.in("commit", "closed"), COMMIT.id())
                .otherwise(OPPORTUNITY.FORECAST_CATEGORY);
    }

    Condition condition() {
        var open = OPPORTUNITY.STAGE.notIn(WON).and(OPPORTUNITY.STAGE.notIn(GONE));
        return switch (this) {
            case CLOSED -> OPPORTUNITY.STAGE.in(WON);
            case LOST -> OPPORTUNITY.STAGE.in(GONE);
            case COMMIT -> open.and(OPPORTUNITY.FORECAST_CATEGORY.in("commit", "closed"));
            case BEST_CASE, PIPELINE, OMITTED -> open.and(OPPORTUNITY.FORECAST_CATEGORY.eq(id()));
        };
    }
}
