package io.diabolo.sequences;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a lead's page: the sequences that it runs or ran through, with a way to stop, or to begin one. */
@Component
@Order(15)
class EnrollmentBeside implements RecordBeside {
    private final EnrollmentStore store;

    EnrollmentBeside(EnrollmentStore store) {
        this.store = store;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("lead")) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        var runs = store.ofLead(row.id());
        for (var run : runs) {
            var path = "/enrollments/" + run.id();
            lines.add(new Line(run.sequenceName(), state(run, ui), path, run.isUnderWay() ? path + "/stop" : ""));
        }
        if (runs.stream().noneMatch(EnrollmentStore.Shown::isUnderWay)) {
            lines.add(new Line(ui.t("enrollment.enroll"), "", "/enrollments/new?lead=" + row.id(), ""));
        }
        return List.of(new Panel("sequence.many", lines, null, "enrollment.stop-of"));
    }

    /** Where it stands, in words. */
    static String state(EnrollmentStore.Shown run, Ui ui) {
        var reason = run.reason();
        var state = ui.t("choice.enrollment.state." + run.state());
        if (reason != null) {
            return state + " · " + ui.t("choice.enrollment.reason." + reason);
        }
        var due = run.due();
        return run.waiting()
                ? ui.t("enrollment.waits")
                : due == null ? state : state + " · " + ui.t("enrollment.due", ui.moment(due));
    }
}
