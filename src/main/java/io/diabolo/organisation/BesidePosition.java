package io.diabolo.organisation;

import io.diabolo.directory.RecordBeside;
import io.diabolo.journey.HandoffKind;
import io.diabolo.records.RecordRow;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a position what the role answers for, who else holds its stages, and what comes from whom and goes to whom. */
@Component
@Order(60)
class BesidePosition implements RecordBeside {
    private final Positions positions;
    private final Coverage coverage;

    BesidePosition(Positions positions, Coverage coverage) {
        this.positions = positions;
        this.coverage = coverage;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("position")) {
            return List.of();
        }
        var position = positions.get(row.id());
        var seats = coverage.seats();
        return List.of(
                new Panel("position.role", role(position, ui)),
                new Panel("position.stages", stages(position, seats, ui)),
                new Panel("position.receives", handoffs(position, seats, true, ui)),
                new Panel("position.hands", handoffs(position, seats, false, ui)));
    }

    private static List<Line> role(Position position, Ui ui) {
        var key = "roles." + position.role().id() + ".";
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                ui.t(key + "name"),
                ui.t(key + "measured"),
                "/roles/" + position.role().id(),
                ""));
        if (position.member() != null) {
            lines.add(new Line(
                    Objects.requireNonNullElse(position.memberName(), ""),
                    ui.t("organisation.share", position.share()),
                    "/members/" + position.member(),
                    ""));
        }
        return lines;
    }

    /** Each of its stages, and who else is there. */
    private static List<Line> stages(Position position, List<Seat> seats, Ui ui) {
        return position.stages().stream()
                .map(stage -> {
                    var others = seats.stream()
                            .filter(seat -> seat.isHeld()
                                    && seat.holds(stage)
                                    && !position.id().equals(seat.position()))
                            .map(Seat::name)
                            .filter(Objects::nonNull)
                            .distinct()
                            .limit(4)
                            .toList();
                    return new Line(
                            ui.t("funnel.stage." + stage.id()),
                            others.isEmpty() ? ui.t("position.alone") : String.join(", ", others),
                            "/organisation/coverage",
                            "");
                })
                .toList();
    }

    private static List<Line> handoffs(Position position, List<Seat> seats, boolean receives, Ui ui) {
        var desk = position.role().desk();
        return Arrays.stream(HandoffKind.values())
                .filter(kind -> (receives ? kind.to() : kind.from()).contains(desk))
                .map(kind -> new Line(
                        ui.t("handoff.kind." + kind.id()),
                        people(receives ? kind.from() : kind.to(), seats, ui),
                        "/organisation/roles#hand-" + kind.id(),
                        ""))
                .toList();
    }

    /** Those who are there; else the role that would. */
    private static String people(List<String> desks, List<Seat> seats, Ui ui) {
        var names = seats.stream()
                .filter(seat -> seat.isHeld() && desks.contains(seat.role().desk()))
                .map(Seat::name)
                .filter(Objects::nonNull)
                .distinct()
                .limit(4)
                .toList();
        if (!names.isEmpty()) {
            return String.join(", ", names);
        }
        var role = CanonicalRole.ofDesk(desks.getFirst());
        return role == null ? "" : ui.t("position.nobody", ui.t("roles." + role.id() + ".name"));
    }
}
