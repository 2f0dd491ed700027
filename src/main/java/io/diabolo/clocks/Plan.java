package io.diabolo.clocks;

import java.time.Duration;
import java.time.Instant;

/** When a clock warns, is due, and goes to the manager. It warns when a quarter of its working time is left. */
record Plan(Instant warn, Instant due, Instant escalate) {
    static Plan of(Instant start, Budget budget, int grace, WorkingCalendar calendar) {
        return until(start, budget.due(start, calendar), grace, calendar);
    }

    /** @param left working time; one that is late already is due now */
    static Plan left(Instant now, Duration left, int grace, WorkingCalendar calendar) {
        return until(now, calendar.due(now, left), grace, calendar);
    }

    private static Plan until(Instant start, Instant due, int grace, WorkingCalendar calendar) {
        var worked = calendar.workingBetween(start, due);
        return new Plan(
                calendar.due(start, worked.multipliedBy(3).dividedBy(4)),
                due,
                calendar.due(due, Duration.ofMinutes(grace)));
    }
}
