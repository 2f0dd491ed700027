package io.diabolo.clocks;

import io.diabolo.identity.Member;
import io.diabolo.identity.MemberBeside;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** On a member's page: when they are away, and the way to their hours. */
@Component
class HoursBeside implements MemberBeside {
    private static final int SHOWN = 5;
    private final CalendarSettings calendar;
    private final Workspaces workspaces;
    private final Clock clock;

    HoursBeside(CalendarSettings calendar, Workspaces workspaces, Clock clock) {
        this.calendar = calendar;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public List<Panel> of(Member member, Ui ui) {
        if (!member.isActive()) {
            return List.of();
        }
        var today = LocalDate.now(clock.withZone(workspaces.settings().zone()));
        var lines = calendar.of(member.id()).absences().stream()
                .filter(absence -> !absence.to().isBefore(today))
                .limit(SHOWN)
                .map(absence -> new Line(
                        ui.t("hours.from-to", ui.day(absence.from()), ui.day(absence.to())),
                        absence.from().isAfter(today) ? "" : ui.t("hours.away"),
                        ""))
                .toList();
        return List.of(
                new Panel(ui.t("hours.beside"), lines, ui.t("hours.open"), "/members/" + member.id() + "/hours"));
    }
}
