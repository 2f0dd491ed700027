package io.diabolo.deals;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_COMPETITOR;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What came of opportunities in which a competitor was: the same condition counts them and lists them. */
enum Outcome {
    /** Still in the race. */
    OPEN,
    /** The customer signed with us, whatever became of it after. */
    WON,
    LOST,
    /** Lost, and this competitor was chosen. */
    LOST_TO;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Outcome> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    /** @param since the first day of closing that counts; null: all. What is open is open today. */
    Condition holds(@Nullable LocalDate since) {
        Condition period = since == null ? DSL.noCondition() : OPPORTUNITY.CLOSE_DATE.ge(since);
        return switch (this) {
            case OPEN -> OPPORTUNITY.STAGE.in("discovery", "proposal", "closing");
            case WON ->
                OPPORTUNITY
                        .STAGE
                        .in("won", "delivery", "live", "growth", "churned")
                        .and(period);
            case LOST -> OPPORTUNITY.STAGE.eq("lost").and(period);
            case LOST_TO ->
                OPPORTUNITY
                        .STAGE
                        .eq("lost")
                        .and(OPPORTUNITY_COMPETITOR.STATUS.eq("chosen"))
                        .and(period);
        };
    }
}
