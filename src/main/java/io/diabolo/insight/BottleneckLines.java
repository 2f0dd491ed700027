package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.platform.Actor;
import io.diabolo.queues.DeskLines;
import io.diabolo.web.Ui;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the desks of Sales Ops and of managers: between which stages time is lost, by what moved on in the last 90 days against
 * the 90 before; without a comparison where it takes longest. The same as the double funnel says, which it leads to.
 */
@Component
@Order(15)
class BottleneckLines implements DeskLines {
    private static final int DAYS = 90;
    private static final List<String> DESKS = List.of("salesops", "manager");
    private static final int LAST = 9;

    private final Funnels funnels;

    BottleneckLines(Funnels funnels) {
        this.funnels = funnels;
    }

    @Override
    public List<Line> of(String desk, Ui ui) {
        if (!DESKS.contains(desk)) {
            return List.of();
        }
        var today = funnels.today();
        var query = new FunnelQuery(Basis.ACTIVITY, today.minusDays(DAYS - 1L), today, Map.of());
        return slowest(query, ui.me()).stream()
                .map(joint -> new Line(
                        ui.t("bottleneck.line"),
                        ui.t(
                                "bottleneck.value",
                                ui.t("funnel.stage." + joint.from().id()),
                                ui.t("funnel.stage." + joint.to().id()),
                                ui.days(Objects.requireNonNullElse(joint.is().medianDays(), 0.0))),
                        joint.timeState().equals("late"),
                        "/?basis=activity&from=" + query.from() + "&to=" + today + "&compare=previous"))
                .toList();
    }

    private Optional<Joint> slowest(FunnelQuery query, Actor me) {
        var funnel = funnels.figures(query, me);
        var before = Comparison.of("previous", query, funnels.today());
        var other = before == null ? null : funnels.comparison(before.query(), me);
        return funnel.stages().stream()
                .limit(LAST)
                .map(stage -> new Joint(stage, other == null ? null : other.at(stage.stage())))
                .filter(joint -> joint.is().medianDays() != null)
                .max(Comparator.comparingDouble(Joint::weight));
    }
}
