package io.diabolo.acquisition;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On an experiment's page: what its figures say, and how sure that is. */
@Component
@Order(31)
class ExperimentBeside implements RecordBeside {
    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("experiment")) {
            return List.of();
        }
        return List.of(
                new Panel("experiment.result", lines(result(row), ui)),
                new Panel(
                        "experiment.board",
                        List.of(new Line(ui.t("experiment.board.open"), "", "/experiments/board", ""))));
    }

    /** Null while one side has no trial. */
    static @Nullable Proportions result(RecordRow row) {
        return result(
                number(row, "control_successes"),
                number(row, "control_trials"),
                number(row, "test_successes"),
                number(row, "test_trials"));
    }

    static @Nullable Proportions result(long controlWins, long controlTrials, long testWins, long testTrials) {
        return controlTrials < 1 || testTrials < 1 || controlWins > controlTrials || testWins > testTrials
                ? null
                : Proportions.of(
                        Proportions.Share.of(controlWins, controlTrials), Proportions.Share.of(testWins, testTrials));
    }

    private static long number(RecordRow row, String field) {
        return row.value(field) instanceof Number number ? number.longValue() : 0;
    }

    private static List<Line> lines(@Nullable Proportions result, Ui ui) {
        var lines = new ArrayList<Line>();
        if (result == null) {
            lines.add(new Line(ui.t("experiment.result.none"), "", "", ""));
            return lines;
        }
        lines.add(new Line(ui.t("experiment.verdict." + result.verdict()), "", "", ""));
        lines.add(share("experiment.control", result.control(), ui));
        lines.add(share("experiment.test", result.test(), ui));
        lines.add(new Line(
                ui.t("experiment.difference", points(result.difference(), ui)),
                ui.t("experiment.interval", points(result.low(), ui), points(result.high(), ui)),
                "",
                ""));
        return lines;
    }

    private static Line share(String key, Proportions.Share share, Ui ui) {
        return new Line(
                ui.t(key, ui.percent(share.value(), 1), share.successes(), share.trials()),
                ui.t("experiment.interval", ui.percent(share.low(), 1), ui.percent(share.high(), 1)),
                "",
                "");
    }

    /** In points of a percent, with its sign. */
    static String points(double difference, Ui ui) {
        return (difference > 0 ? "+" : "") + ui.number(difference * 100, 1);
    }
}
