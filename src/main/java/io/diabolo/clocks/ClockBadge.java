package io.diabolo.clocks;

import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock in a few words: how long is left, calm, soon or late.
 *
 * @param look empty, soon, late or ok
 * @param due in seconds of the epoch while it runs within the hour, for the page counts the minutes; else empty
 */
public record ClockBadge(String look, String text, String title, String due) {
    public static ClockBadge of(Countdown clock, Ui ui) {
        var now = ui.now();
        var title = ui.t("clock.due", ui.moment(clock.dueAt()));
        var outcome = clock.outcome();
        if (outcome != null) {
            var look = switch (outcome) {
                case MET -> "ok";
                case BREACHED -> "late";
                case CANCELLED -> "";
            };
            return new ClockBadge(look, ui.t("clock.outcome." + outcome.id()), title, "");
        }
        if (clock.isPaused()) {
            return new ClockBadge("", ui.t("clock.paused"), String.valueOf(clock.pauseReason()), "");
        }
        return running(clock.warnAt(), clock.dueAt(), now, title, ui);
    }

    /** One of which only the two instants are known. */
    public static ClockBadge running(Instant warn, Instant due, Instant now, String title, Ui ui) {
        var late = !now.isBefore(due);
        var look = late ? "late" : !now.isBefore(warn) ? "soon" : "";
        var text = late ? ui.t("clock.late", ui.ago(due)) : ui.ago(due);
        var near = Duration.between(now, due).abs().toMinutes() < 60;
        return new ClockBadge(look, text, title, near && !late ? String.valueOf(due.getEpochSecond()) : "");
    }
}
