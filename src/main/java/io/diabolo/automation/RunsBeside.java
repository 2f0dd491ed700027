package io.diabolo.automation;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a record, what automations did with it and why; for those whose automations are. */
@Component
@Order(90)
class RunsBeside implements RecordBeside {
    private static final int SHOWN = 5;
    private final RunLog log;

    RunsBeside(RunLog log) {
        this.log = log;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!AutomationRules.TYPES.contains(type) || !AutomationRights.may(ui.me())) {
            return List.of();
        }
        var runs = log.runs(new RunLog.Asked(null, null, type, row.id()), null, SHOWN, ui.me());
        return List.of(new Panel(
                "automation.runs",
                runs.stream()
                        .map(run -> new Line(
                                run.automationName(),
                                ui.t("automation.state." + run.state()) + " · " + ui.moment(run.at()),
                                "/automation-runs/" + run.id(),
                                ""))
                        .toList()));
    }
}
