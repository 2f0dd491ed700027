package io.diabolo.desks;

import io.diabolo.desks.DeskPage.FigureLine;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.Figures;
import io.diabolo.targets.TargetPlan;
import io.diabolo.targets.TargetPlans;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A member's own figures of the present period, against what was set for them. */
@Component
class OwnFigures {
    private final Figures figures;
    private final Targets targets;
    private final Workspaces workspaces;
    private final Paces paces;
    private final TargetPlans plans;

    OwnFigures(Figures figures, Targets targets, Workspaces workspaces, Paces paces, TargetPlans plans) {
        this.figures = figures;
        this.targets = targets;
        this.workspaces = workspaces;
        this.paces = paces;
        this.plans = plans;
    }

    /** Over the period of the member's target, else over the present month; without a role those of all that are held. */
    List<FigureLine> of(String role, Ui ui) {
        var roles = role.isEmpty() ? Desks.roles(ui.me()) : List.of(role);
        var read = new HashMap<String, TargetPlan>();
        return roles.stream()
                .flatMap(one -> figures.of(one).stream())
                .distinct()
                .map(figure -> line(figure, read, ui))
                .toList();
    }

    private FigureLine line(Figure figure, Map<String, TargetPlan> read, Ui ui) {
        var today = LocalDate.ofInstant(ui.now(), workspaces.settings().zone());
        var target = targets.present(ui.me().member(), figure.id(), today);
        var period = target == null ? Period.month(today) : target.period();
        var aim = target == null
                ? null
                : Aim.of(figure, List.of(target), period, read.computeIfAbsent(target.role(), plans::of));
        var value = figures.value(figure.id(), request(period, ui)).value();
        return new FigureLine(
                figure.id(),
                ui.t("figure." + figure.id()),
                FigureText.of(figure, value, workspaces.settings().currency(), ui),
                aim == null
                        ? ""
                        : FigureText.of(
                                figure,
                                aim.value().doubleValue(),
                                workspaces.settings().currency(),
                                ui),
                aim == null ? "" : paces.text(figure, value, aim, ui),
                aim == null ? "" : look(figure, value, aim.value().doubleValue()),
                "/desk/figures/" + figure.id() + "?period=" + period.id());
    }

    private FigureRequest request(Period period, Ui ui) {
        return period.request(List.of(ui.me().member()), workspaces.settings().zone());
    }

    private static String look(Figure figure, @Nullable Double value, double target) {
        if (value == null) {
            return "";
        }
        var reached = figure.less() ? value <= target : value >= target;
        return reached ? "ok" : "";
    }
}
