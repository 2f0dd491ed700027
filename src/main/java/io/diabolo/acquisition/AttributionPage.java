package io.diabolo.acquisition;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures of attribution as their reader sees them. */
record AttributionPage(
        Attribution.Asked asked, List<String> models, List<Row> rows, String leads, String unattributed) {

    record Row(
            String name,
            String path,
            String record,
            String cost,
            String leads,
            String qualified,
            String customers,
            String perLead,
            String perQualified,
            String perCustomer) {}

    /** The leads behind a figure. */
    record BehindPage(String name, String record, String back, String model, List<BehindRow> rows) {}

    record BehindRow(String name, String path, String on, String stage, String share) {}

    static AttributionPage of(Attribution.Asked asked, Attribution.Answer answer, Ui ui) {
        var rows = new ArrayList<Row>();
        for (var line : answer.lines()) {
            rows.add(new Row(
                    line.name(),
                    "/attribution/" + line.id()
                            + query(asked, asked.by(), asked.model().id()),
                    recordPath(asked, line.id()),
                    money(line.cost(), ui),
                    ui.number(line.leads(), 1),
                    ui.number(line.qualified(), 1),
                    ui.number(line.customers(), 1),
                    money(line.perLead(), ui),
                    money(line.perQualified(), ui),
                    money(line.perCustomer(), ui)));
        }
        return new AttributionPage(
                asked,
                Arrays.stream(AttributionModel.values())
                        .map(AttributionModel::id)
                        .toList(),
                rows,
                ui.number(answer.leads()),
                ui.number(answer.unattributed()));
    }

    static BehindPage behind(UUID id, String name, Attribution.Asked asked, List<Attribution.Behind> leads, Ui ui) {
        return new BehindPage(
                name,
                recordPath(asked, id),
                "/attribution" + query(asked, asked.by(), asked.model().id()),
                asked.model().id(),
                leads.stream()
                        .map(one -> new BehindRow(
                                one.name(),
                                "/leads/" + one.lead(),
                                ui.day(one.on()),
                                ui.t("stage." + one.stage()),
                                ui.percent(one.share(), 0)))
                        .toList());
    }

    private static String recordPath(Attribution.Asked asked, UUID id) {
        return (asked.isByAsset() ? "/marketing-assets/" : "/campaigns/") + id;
    }

    private static String money(@Nullable Money money, Ui ui) {
        return money == null ? "–" : ui.money(money);
    }

    String path(String model) {
        return "/attribution" + query(asked, asked.by(), model);
    }

    String by(String by) {
        return "/attribution" + query(asked, by, asked.model().id());
    }

    private static String query(Attribution.Asked asked, String by, String model) {
        return "?by=" + by + "&model=" + model + "&from=" + asked.from() + "&to=" + asked.to() + "&half_life="
                + (int) asked.halfLife();
    }
}
