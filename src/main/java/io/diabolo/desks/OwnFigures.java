package io.diabolo.desks;

import io.diabolo.desks.DeskPage.FigureLine;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.Figures;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A member's own figures of the present period, against what was set for them. */
@Component
class OwnFigures {
    private final Figures figures;
    private final Targets targets;
    private final Workspaces workspaces;
    private final Paces paces;

    OwnFigures(Figures figures, Targets targets, Workspaces workspaces, Paces paces) {
        this.figures = figures;
        this.targets = targets;
        this.workspaces = workspaces;
        this.paces = paces;
    }

    /** Over the period of the member's target, else over the present month; without a role those of all that are held. */
    List<FigureLine> of(String role, Ui ui) {
        var roles = role.isEmpty() ? Desks.roles(ui.me()) : List.of(role);
        return roles.stream()
                .flatMap(one -> figures.of(one).stream())
                .distinct()
                .map(figure -> line(figure, ui))
                .toList();
    }

    private FigureLine line(Figure figure, Ui ui) {
        var today = LocalDate.ofInstant(ui.now(), workspaces.settings().zone());
        var target = targets.present(ui.me().member(), figure.id(), today);
        var period = target == null ? Period.month(today) : target.period();
        var value = figures.value(figure.id(), request(period, ui)).value();
        return new FigureLine(
                figure.id(),
                ui.t("figure." + figure.id()),
                FigureText.of(figure, value, workspaces.settings().currency(), ui),
                target == null
                        ? ""
                        : FigureText.of(
                                figure, target.value(), workspaces.settings().currency(), ui),
                target == null ? "" : paces.text(figure, value, target.value(), paces.elapsed(period, ui.now()), ui),
                target == null ? "" : look(figure, value, target.value()),
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
