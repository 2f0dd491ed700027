package io.diabolo.desks;

import io.diabolo.desks.TargetPage.Cell;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.targets.TargetPlan;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in the boxes of the page of targets, and below them. */
@Component
class TargetCells {
    private final Figures figures;
    private final Workspaces workspaces;
    private final Paces paces;

    TargetCells(Figures figures, Workspaces workspaces, Paces paces) {
        this.figures = figures;
        this.workspaces = workspaces;
        this.paces = paces;
    }

    /** What the rows of one page have in common. */
    record View(Period period, TargetPlan plan, List<Target> set, Map<MemberId, Instant> seen, Ui ui, String role) {}

    /** Whose row it is. */
    interface Whose {
        boolean are(Target target);
    }

    List<Cell> of(List<MemberId> who, Whose whose, View view) {
        return figures.of(view.role()).stream()
                .map(figure -> cell(
                        figure,
                        who,
                        view.set().stream()
                                .filter(whose::are)
                                .filter(target -> target.figure().equals(figure.id()))
                                .toList(),
                        view))
                .toList();
    }

    /** Of one member or of a team's together; the figure only once all of them have seen theirs. */
    private Cell cell(Figure figure, List<MemberId> who, List<Target> set, View view) {
        var ui = view.ui();
        var settings = workspaces.settings();
        var over = view.period();
        var aim = Aim.of(figure, set, over, view.plan());
        var typed = aim == null || aim.isPart()
                ? ""
                : FigureText.typed(figure, aim.target().value());
        var counts = counts(figure, aim, set, who, view);
        if (who.isEmpty() || !who.stream().allMatch(one -> isShown(one, view))) {
            return new Cell(figure, typed, counts, "", null, "", !who.isEmpty(), "");
        }
        var value =
                figures.value(figure.id(), over.request(who, settings.zone())).value();
        var path = "/desk/figures/" + figure.id() + "?period=" + over.id() + "&member=" + who.getFirst();
        var pace = aim == null ? null : Pace.of(figure, value, aim.value().doubleValue(), 0);
        return new Cell(
                figure,
                typed,
                counts,
                FigureText.of(figure, value, settings.currency(), ui),
                pace == null ? null : pace.attained(),
                aim == null ? "" : paces.text(figure, value, aim, ui),
                false,
                who.size() == 1 ? path : "");
    }

    /** Why something else counts than what stands in the input; of a team also what its members are to reach together. */
    private String counts(Figure figure, @Nullable Aim aim, List<Target> set, List<MemberId> who, View view) {
        var ui = view.ui();
        var all = new ArrayList<String>();
        if (aim != null && aim.isPart()) {
            var key = aim.isReduced() ? "target.part.reduced" : "target.part";
            all.add(ui.t(
                    key, shown(figure, aim.value(), ui), aim.target().period().label(ui)));
        } else if (aim != null && aim.isReduced()) {
            all.add(ui.t("target.reduced", shown(figure, aim.value(), ui)));
        }
        if (set.stream().noneMatch(target -> target.member() != null) && TargetPlan.addsUp(figure)) {
            var together = together(figure, who, view);
            if (together.signum() > 0) {
                all.add(ui.t("target.members", shown(figure, together, ui)));
            }
        }
        return String.join(" · ", all);
    }

    private String shown(Figure figure, BigDecimal value, Ui ui) {
        return FigureText.of(figure, value.doubleValue(), workspaces.settings().currency(), ui);
    }

    private static BigDecimal together(Figure figure, List<MemberId> who, View view) {
        return who.stream()
                .map(member -> Aim.of(
                        figure,
                        view.set().stream()
                                .filter(target -> member.equals(target.member()))
                                .filter(target -> target.figure().equals(figure.id()))
                                .toList(),
                        view.period(),
                        view.plan()))
                .filter(Objects::nonNull)
                .map(Aim::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean isShown(MemberId member, View view) {
        var seen = view.seen().get(member);
        var from =
                view.period().from().atStartOfDay(workspaces.settings().zone()).toInstant();
        return member.equals(view.ui().me().member()) || (seen != null && !seen.isBefore(from));
    }
}
