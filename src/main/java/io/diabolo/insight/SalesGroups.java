package io.diabolo.insight;

import io.diabolo.pipeline.Reasons;
import io.diabolo.web.Ui;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the report calls a group of deals. */
@Component
class SalesGroups {
    private final Reasons reasons;

    SalesGroups(Reasons reasons) {
        this.reasons = reasons;
    }

    String name(SalesCut.By by, SalesReport.Row row, Ui ui) {
        var label = row.label();
        if (label == null) {
            return ui.t("funnel.by.none");
        }
        return switch (by) {
            case SEGMENT -> ui.t("funnel.segment." + label);
            case TYPE -> ui.t("choice.journey.type." + label);
            case COUNTRY -> Locale.of("", label).getDisplayCountry(ui.locale());
            case QUARTER -> ui.t("sales.quarter", label.substring(6), label.substring(0, 4));
            case REASON -> reasons.ofDeal(label, ui.locale());
            case MEMBER, MANAGER, TEAM, PRODUCT, COMPANY, INDUSTRY, SOURCE, COMPETITOR -> label;
        };
    }
}
