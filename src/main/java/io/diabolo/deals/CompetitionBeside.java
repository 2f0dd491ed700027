package io.diabolo.deals;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside an opportunity who else is in the race; beside a competitor how often it won and lost against us. */
@Component
@Order(7)
class CompetitionBeside implements RecordBeside {
    private final Competition competition;
    private final WinLoss winLoss;

    CompetitionBeside(Competition competition, WinLoss winLoss) {
        this.competition = competition;
        this.winLoss = winLoss;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "opportunity" -> List.of(new Panel("competition.of-deal", inRace(row.id(), ui)));
            case "competitor" -> List.of(new Panel("competition.title", record(row.id(), ui)));
            default -> List.of();
        };
    }

    private List<Line> inRace(UUID opportunity, Ui ui) {
        var path = "/opportunities/" + opportunity + "/competition";
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("competition.open-page"), "", path, ""));
        competition
                .of(opportunity)
                .forEach(one -> lines.add(new Line(
                        one.name(), ui.t("competition.status." + one.status()), path + "#r-" + one.competitor(), "")));
        return lines;
    }

    private List<Line> record(UUID competitor, Ui ui) {
        var line = winLoss.of(competitor, null, ui.me());
        var lines = new ArrayList<Line>(Arrays.stream(Outcome.values())
                .map(outcome -> new Line(
                        ui.t("competition." + outcome.id()),
                        ui.number(line.of(outcome)),
                        WinLossPage.listed(competitor, outcome, null),
                        ""))
                .toList());
        var rate = line.winRate();
        if (rate != null) {
            lines.add(new Line(ui.t("competition.rate"), ui.percent(rate, 0), "/competition?months=0", ""));
        }
        return lines;
    }
}
