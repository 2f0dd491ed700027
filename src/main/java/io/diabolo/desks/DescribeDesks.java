package io.diabolo.desks;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Targets and figures, in the API's description. */
@Component
@Order(33)
class DescribeDesks implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var target = target();
        document.chapter("targets", document.t("target.title"), document.t("api.targets"), "");
        document.operation(GET, "/api/v1/targets", "targets", document.t("api.targets.list"))
                .query("period", Shape.text(), "api.targets.period")
                .answers(200, page(Shape.object(target)));
        var wish = new LinkedHashMap<>(target);
        wish.remove("id");
        document.operation(PUT, "/api/v1/targets", "targets", document.t("api.targets.put"))
                .takes(
                        Shape.object(wish),
                        "{\"member_id\": \"0199…\", \"role\": \"sdr\", \"figure\": \"acceptance-rate\", \"period\":"
                                + " \"2026-12\", \"value\": 0.8}")
                .answers(200, page(Shape.object(target)));
        var month = new LinkedHashMap<String, Schema<?>>();
        month.put("month", Shape.text());
        month.put("full", Shape.number());
        month.put("share", Shape.number());
        month.put("value", Shape.number());
        var spread = new LinkedHashMap<>(target);
        spread.put("counts", Shape.number());
        spread.put("months", Shape.listOf(Shape.object(month)));
        document.operation(GET, "/api/v1/targets/months", "targets", document.t("api.targets.months"))
                .query("period", Shape.text(), "api.targets.period")
                .answers(200, page(Shape.object(spread)));
        var figure = new LinkedHashMap<String, Schema<?>>();
        figure.put("id", Shape.text());
        figure.put("label", Shape.text());
        figure.put("formula", Shape.text());
        figure.put("unit", Shape.text());
        figure.put("value", Shape.orNull(Shape.number()));
        figure.put("counted", Shape.whole());
        for (var name : List.of("target", "attained", "due", "projection")) {
            figure.put(name, Shape.orNull(Shape.number()));
        }
        document.operation(GET, "/api/v1/figures", "targets", document.t("api.figures"))
                .query("desk", Shape.text(), "api.queue.desk")
                .query("period", Shape.text(), "api.targets.period")
                .answers(200, page(Shape.object(figure)));
    }

    private static Schema<?> page(Schema<?> item) {
        return Shape.object(Map.of("period", Shape.text(), "items", Shape.listOf(item)));
    }

    private static Map<String, Schema<?>> target() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("member_id", Shape.orNull(Shape.text("uuid")));
        all.put("team_id", Shape.orNull(Shape.text("uuid")));
        all.put("role", Shape.text());
        all.put("figure", Shape.text());
        all.put("period", Shape.text());
        all.put("value", Shape.orNull(Shape.number()));
        return all;
    }
}
