package io.diabolo.desks;

import io.diabolo.clocks.Calendars;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.web.Ui;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Paces in words, by the season, the ramp-up and the working time of the workspace's calendar. */
@Component
class Paces {
    private final Calendars calendars;
    private final Workspaces workspaces;

    Paces(Calendars calendars, Workspaces workspaces) {
        this.calendars = calendars;
        this.workspaces = workspaces;
    }

    /** The part of a target that should be reached by now. */
    double due(Aim aim, Instant now) {
        var course = aim.course();
        return course == null ? 0 : course.due(now, calendars.ofWorkspace());
    }

    /** Empty where nothing can be said. */
    String text(Figure figure, @Nullable Double value, Aim aim, Ui ui) {
        var pace = Pace.of(figure, value, aim.value().doubleValue(), due(aim, ui.now()));
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
                        FigureText.about(
                                figure, pace.projection(), workspaces.settings().currency(), ui));
    }
}
