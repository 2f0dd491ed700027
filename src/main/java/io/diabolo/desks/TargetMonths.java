package io.diabolo.desks;

import io.diabolo.desks.TargetPage.Line;
import io.diabolo.desks.TargetPage.MonthCell;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.targets.Course;
import io.diabolo.targets.TargetPlan;
import io.diabolo.web.Ui;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The months into which the targets of a quarter or a year fall, in words. */
@Component
class TargetMonths {
    private final Figures figures;
    private final Workspaces workspaces;

    TargetMonths(Figures figures, Workspaces workspaces) {
        this.figures = figures;
        this.workspaces = workspaces;
    }

    /** Of the targets of one member or team in one period; those that don't add up over time have no months. */
    List<Line> of(List<Target> set, String role, TargetPlan plan, Ui ui) {
        var lines = new ArrayList<Line>();
        for (var figure : figures.of(role)) {
            for (var target : set) {
                var course = target.figure().equals(figure.id())
                        ? plan.course(
                                figure,
                                target.member(),
                                target.period().from(),
                                target.period().to(),
                                target.value())
                        : null;
                if (course != null) {
                    lines.add(line(figure, course, ui));
                }
            }
        }
        return lines;
    }

    private Line line(Figure figure, Course course, Ui ui) {
        var currency = workspaces.settings().currency();
        var cells = course.months().stream()
                .map(one -> new MonthCell(
                        one.month().getMonth().getDisplayName(TextStyle.SHORT_STANDALONE, ui.locale()),
                        FigureText.of(figure, one.value().doubleValue(), currency, ui),
                        one.isReduced()
                                ? ui.t(
                                        "target.month.reduced",
                                        ui.percent(one.share().doubleValue(), 0))
                                : ""))
                .toList();
        return new Line(figure.id(), cells, FigureText.of(figure, course.total().doubleValue(), currency, ui));
    }
}
