package io.diabolo.usage;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company: on how many days it was active, which features, and whether it grows. */
@Component
@Order(42)
class UsageBeside implements RecordBeside {
    private static final int FEATURES = 5;
    private final UsageReport report;

    UsageBeside(UsageReport report) {
        this.report = report;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("company")) {
            return List.of();
        }
        var summary = report.of(row.id());
        var lines = new ArrayList<Line>();
        if (summary.whole().count() + summary.whole().before() > 0) {
            lines.add(new Line(
                    ui.t("usage.active", summary.whole().active(), UsageReport.DAYS),
                    text(summary.whole(), ui),
                    "/usage",
                    ""));
            summary.features().stream()
                    .limit(FEATURES)
                    .forEach(one -> lines.add(new Line(one.name(), text(one, ui), "", "")));
        }
        return List.of(new Panel("usage.title", lines));
    }

    private static String text(UsageReport.Line line, Ui ui) {
        return ui.t("usage.times", line.count()) + " · " + trend(line, ui);
    }

    /** In words and number; never by a colour alone. */
    static String trend(UsageReport.Line line, Ui ui) {
        var trend = line.trend();
        return trend == null
                ? ui.t("usage.new")
                : ui.t(trend < 0 ? "usage.less" : "usage.more", ui.percent(Math.abs(trend), 0));
    }
}
