package io.diabolo.qualification;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.sheets.SheetPart;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a lead's page: what may become of it, its score rule by rule, its sheet, and why it is whose it is. */
@Component
@Order(10)
class LeadBeside implements RecordBeside {
    private final Scores scores;
    private final Sheets sheets;
    private final LeadRouting routing;

    LeadBeside(Scores scores, Sheets sheets, LeadRouting routing) {
        this.scores = scores;
        this.sheets = sheets;
        this.routing = routing;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("lead")) {
            return List.of();
        }
        var path = "/leads/" + row.id();
        var sheet = SheetPart.of(sheets.of("lead", row.id(), ui.locale()), path, ui);
        return List.of(
                new Panel("lead.decide.title", List.of(new Line(ui.t("lead.decide"), "", path + "/decision", ""))),
                new Panel("sheet.title", lines(sheet, ui)),
                new Panel("score.title", score(scores.of(row.id(), ui.me()), path, ui)),
                new Panel("routing.title", assigned(row, ui)));
    }

    /** Read here, filled on its own page. */
    private static List<Line> lines(SheetPart sheet, Ui ui) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(sheet.name(), sheet.complete(), "", ""));
        sheet.rows().forEach(row -> lines.add(new Line(row.label(), said(row, ui), row.path(), "")));
        lines.add(new Line(ui.t("sheet.open"), sheet.missing(), sheet.path(), ""));
        return lines;
    }

    private static String said(SheetPart.Row row, Ui ui) {
        if (row.value().isEmpty()) {
            return ui.t(row.isMissing() ? "sheet.answer.missing" : "sheet.answer.none");
        }
        return row.evidence().isEmpty() ? row.value() : row.value() + " · " + row.evidence();
    }

    private static List<Line> score(Score score, String path, Ui ui) {
        var lines = new ArrayList<Line>();
        var total = score.total();
        lines.add(new Line(
                ui.t("score.total", total == null ? "0" : String.valueOf(total)),
                ui.t("score.sum", score.fit(), score.intent()),
                path + "/score",
                ""));
        var prediction = score.prediction();
        if (prediction != null) {
            lines.add(new Line(
                    ui.t("prediction.of-lead", ui.percent(prediction.probability(), 0)),
                    ui.t("prediction.usual", ui.percent(prediction.average(), 0)),
                    path + "/score",
                    ""));
        }
        score.lines().stream()
                .filter(Score.Line::holds)
                .forEach(line -> lines.add(new Line(
                        line.says(),
                        line.touches() > 0
                                ? ui.t("score.touches", line.touches(), line.worth())
                                : ui.t("score.points", line.points()),
                        "",
                        "")));
        return lines;
    }

    private List<Line> assigned(RecordRow row, Ui ui) {
        return routing.past(row.id(), ui.me()).stream()
                .map(past -> new Line(why(past.assignment(), past.member(), ui), ui.ago(past.at()), "", ""))
                .toList();
    }

    /** Why somebody got a lead, in a sentence. */
    static String why(Assignment assignment, String member, Ui ui) {
        return ui.t(
                "routing.why." + assignment.why(), member, assignment.rule(), assignment.pool(), assignment.leftOut());
    }
}
