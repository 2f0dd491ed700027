package io.diabolo.desks;

import io.diabolo.clocks.Calendars;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.web.Ui;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Paces in words, by the working time of the workspace's calendar. */
@Component
class Paces {
    private final Calendars calendars;
    private final Workspaces workspaces;

    Paces(Calendars calendars, Workspaces workspaces) {
        this.calendars = calendars;
        this.workspaces = workspaces;
    }

    /** The share of the period's working time that has passed. */
    double elapsed(Period period, Instant now) {
        var calendar = calendars.ofWorkspace();
        var from = period.from().atStartOfDay(calendar.zone()).toInstant();
        var to = period.to().atStartOfDay(calendar.zone()).toInstant();
        if (!now.isAfter(from)) {
            return 0;
        }
        if (!now.isBefore(to)) {
            return 1;
        }
        var whole = calendar.workingBetween(from, to).toMinutes();
        return whole == 0 ? 0 : (double) calendar.workingBetween(from, now).toMinutes() / whole;
    }

    /** Empty where nothing can be said. */
    String text(Figure figure, @Nullable Double value, double target, double elapsed, Ui ui) {
        var pace = Pace.of(figure, value, target, elapsed);
        if (pace == null) {
            return "";
        }
        var attained = ui.percent(pace.attained(), 0);
        if (pace.expected() == null) {
            return ui.t("target.pace.rate", attained);
        }
        var expected = ui.percent(pace.expected(), 0);
        return pace.projection() == null
                ? ui.t("target.pace.early", attained, expected)
                : ui.t(
                        "target.pace",
                        attained,
                        expected,
                        FigureText.of(
                                figure, pace.projection(), workspaces.settings().currency(), ui));
    }
}
