package io.diabolo.insight;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.ApiOperation;
import io.diabolo.api.Shape;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.Stage;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The funnel's figures, in the API's description. */
@Component
@Order(30)
class DescribeFunnel implements ApiDescription {
    private static final List<String> STAGES =
            Arrays.stream(Stage.values()).map(Stage::id).toList();

    @Override
    public void describe(ApiDocument document) {
        document.schema("StageFigures", stage());
        document.schema("PairFigures", pair());
        document.chapter("funnel", document.t("funnel.title"), document.t("api.funnel.text"), "StageFigures");
        cut(document.operation(GET, "/api/v1/funnel", "funnel", document.t("api.funnel")))
                .example("basis=cohort&from=2026-01-01&channel=inbound")
                .answers(200, Shape.object(Map.of("stages", Shape.listOf(Shape.named("StageFigures")))));
        cut(document.operation(GET, "/api/v1/funnel/pairs", "funnel", document.t("api.funnel.pairs")))
                .query("from_stage", Shape.choice(STAGES), "api.funnel.from-stage")
                .query("to_stage", Shape.choice(STAGES), "api.funnel.to-stage")
                .query("group_by", Shape.choice(groups()), "api.funnel.group-by")
                .example("from_stage=lead&to_stage=won&group_by=source")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("PairFigures")))));
        sales(document);
    }

    private static void sales(ApiDocument document) {
        document.operation(GET, "/api/v1/insight/sales", "funnel", document.t("api.sales"))
                .query(
                        "by",
                        Shape.choice(Arrays.stream(SalesCut.By.values())
                                .map(SalesCut.By::id)
                                .toList()),
                        "api.sales.by")
                .query("from", Shape.text("date"), "funnel.from")
                .query("to", Shape.text("date"), "funnel.to")
                .example("by=team&from=2026-01-01")
                .answers(200, Shape.object());
    }

    private static List<String> groups() {
        return Arrays.stream(Dimension.values()).map(Dimension::id).toList();
    }

    /** What both take: which journeys are meant. */
    private static ApiOperation cut(ApiOperation operation) {
        operation
                .query("basis", Shape.choice(List.of("cohort", "activity")), "api.funnel.basis")
                .query("from", Shape.text("date"), "funnel.from")
                .query("to", Shape.text("date"), "funnel.to");
        groups().forEach(name -> operation.query(name, Shape.text(), "api.funnel.filter"));
        return operation;
    }

    private static Schema<?> stage() {
        var stage = new LinkedHashMap<String, Schema<?>>();
        stage.put("stage", Shape.choice(STAGES));
        List.of("reached", "entered_dated", "current", "exited").forEach(name -> stage.put(name, Shape.whole()));
        List.of("conversion_to_next", "median_days_to_next", "p90_days_to_next")
                .forEach(name -> stage.put(name, Shape.orNull(Shape.number())));
        List.of("too_young", "undated").forEach(name -> stage.put(name, Shape.whole()));
        stage.put("by_channel", Shape.object());
        return Shape.object(stage);
    }

    private static Schema<?> pair() {
        var pair = new LinkedHashMap<String, Schema<?>>();
        List.of("group", "group_id").forEach(name -> pair.put(name, Shape.orNull(Shape.text())));
        List.of("reached_from", "reached_to", "too_young").forEach(name -> pair.put(name, Shape.whole()));
        List.of("conversion", "median_days", "mean_days", "p90_days")
                .forEach(name -> pair.put(name, Shape.orNull(Shape.number())));
        pair.put("negative_days", Shape.whole());
        return Shape.object(pair);
    }
}
