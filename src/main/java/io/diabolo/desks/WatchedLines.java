package io.diabolo.desks;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.clocks.Calendars;
import io.diabolo.identity.MemberState;
import io.diabolo.identity.ReportingLine;
import io.diabolo.queues.DeskLines;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of a manager the team; there and on that of Sales Ops how promises are kept, and where work waits. */
@Component
@Order(10)
class WatchedLines implements DeskLines {
    private final DSLContext sql;
    private final ReportingLine line;
    private final Keeping keeping;

    WatchedLines(DSLContext sql, ReportingLine line, Keeping keeping) {
        this.sql = sql;
        this.line = line;
        this.keeping = keeping;
    }

    @Override
    public List<Line> of(String desk, Ui ui) {
        return switch (desk) {
            case "manager" -> List.of(team(ui), kept(ui));
            case "salesops" -> List.of(kept(ui));
            default -> List.of();
        };
    }

    private Line team(Ui ui) {
        var ids = line.below(ui.me().member()).stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .map(member -> member.id().value())
                .toList();
        var away = ids.isEmpty()
                ? 0
                : sql.fetchCount(MEMBER, MEMBER.ID.in(ids).and(Calendars.isAway(MEMBER.ID, ui.today())));
        return new Line(ui.t("desk.line.team"), ui.t("desk.line.team.value", ids.size(), away), false, "/organisation");
    }

    private Line kept(Ui ui) {
        var rows = keeping.rows(ui.me(), ui.now());
        var worst = Keeping.bottleneck(rows);
        var late = rows.stream().mapToInt(Keeping.Row::late).sum();
        return new Line(
                ui.t("desk.line.keeping"),
                worst == null ? ui.t("desk.line.keeping.well") : ui.t("desk.line.keeping.value", late, worst.label(ui)),
                late > 0,
                "/desk/keeping");
    }
}
