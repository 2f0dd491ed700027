package io.diabolo.insight;

import io.diabolo.platform.Actor;
import io.diabolo.records.FurtherCondition;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The deals behind each figure of the sales report, for the list of opportunities. */
@Component
class SalesAsked implements FurtherCondition {
    private final SalesReport report;
    private final SalesGroups groups;

    SalesAsked(SalesReport report, SalesGroups groups) {
        this.report = report;
        this.groups = groups;
    }

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public @Nullable Condition of(String parameter, String value, Actor me) {
        var cut = parameter.equals("sales") ? SalesCut.read(value) : null;
        return cut == null ? null : cut.condition();
    }

    @Override
    public @Nullable String text(String parameter, String value, Ui ui) {
        var cut = parameter.equals("sales") ? SalesCut.read(value) : null;
        if (cut == null) {
            return null;
        }
        var parts = new ArrayList<String>();
        if (cut.what() != null) {
            parts.add(ui.t("sales.column." + cut.what()));
        }
        if (cut.of() != null) {
            // A group is named as the report names it.
            parts.add(report.of(cut, ui.me()).rows().stream()
                    .findFirst()
                    .map(row -> groups.name(cut.by(), row, ui))
                    .orElseGet(() -> ui.t("funnel.by.none")));
        }
        if (cut.from() != null) {
            parts.add(ui.t("funnel.period.since", ui.day(cut.from())));
        }
        if (cut.to() != null) {
            parts.add(ui.t("funnel.period.until", ui.day(cut.to())));
        }
        return parts.isEmpty() ? ui.t("sales.title") : String.join(" · ", parts);
    }
}
