package io.diabolo.health;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Health in the API's description; the list of it is described as all records are. */
@Component
@Order(47)
class DescribeHealth implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, HealthApiController.HEALTH, "companies", document.t("api.health"))
                .answers(200, health());
        document.operation(
                        POST,
                        HealthApiController.HEALTH + "/measurements",
                        "companies",
                        document.t("api.health.measure"))
                .answers(200, health());
        var job = Shape.object(Map.of("job_id", Shape.text("uuid")));
        document.operation(POST, HealthApiController.MEASURE_ALL, "companies", document.t("api.health.measure-all"))
                .answers(202, job);
        var card = new LinkedHashMap<String, Schema<?>>();
        card.put("cases", Shape.whole());
        card.put("churned", Shape.whole());
        card.put("needed", Shape.whole());
        card.put("needed_of_each", Shape.whole());
        card.put("trained_at", Shape.orNull(Shape.text("date-time")));
        card.put("auc", Shape.orNull(Shape.number()));
        card.put("brier", Shape.orNull(Shape.number()));
        card.put("average", Shape.orNull(Shape.number()));
        card.put("tested", Shape.orNull(Shape.whole()));
        document.operation(GET, "/api/v1/churn-prediction", "companies", document.t("api.churn"))
                .answers(200, Shape.object(card));
        document.operation(POST, "/api/v1/churn-prediction/trainings", "companies", document.t("api.churn.train"))
                .answers(202, job);
    }

    private static Schema<?> health() {
        var band = Shape.choice(HealthBand.ids());
        var why = Shape.object(Map.of("rule", Shape.text(), "points", Shape.whole(), "begins", Shape.yesOrNo()));
        var evidence = Shape.object(Map.of("field", Shape.text(), "value", Shape.text(), "path", Shape.text()));
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("rule", Shape.text());
        line.put("points", Shape.whole());
        line.put("holds", Shape.yesOrNo());
        line.put("broken", Shape.yesOrNo());
        line.put("evidence", Shape.listOf(evidence));
        var day = new LinkedHashMap<String, Schema<?>>();
        day.put("day", Shape.text("date"));
        day.put("score", Shape.whole());
        day.put("band", band);
        day.put("why", Shape.listOf(why));
        var task = Shape.object(Map.of("id", Shape.text("uuid"), "subject", Shape.text(), "done", Shape.yesOrNo()));
        var risk = new LinkedHashMap<String, Schema<?>>();
        risk.put("id", Shape.text("uuid"));
        risk.put("playbook", Shape.text());
        risk.put("reason", Shape.text());
        risk.put("score", Shape.whole());
        risk.put("opened_at", Shape.text("date-time"));
        risk.put("ended_at", Shape.orNull(Shape.text("date-time")));
        risk.put("outcome", Shape.orNull(Shape.choice(List.of("recovered", "left", "aside"))));
        risk.put("tasks", Shape.listOf(task));
        var because = Shape.object(Map.of("field", Shape.text(), "value", Shape.text(), "weight", Shape.number()));
        var churn = new LinkedHashMap<String, Schema<?>>();
        churn.put("probability", Shape.number());
        churn.put("average", Shape.number());
        churn.put("auc", Shape.number());
        churn.put("trained_at", Shape.text("date-time"));
        churn.put("because", Shape.listOf(because));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("company_id", Shape.text("uuid"));
        all.put("score", Shape.orNull(Shape.whole()));
        all.put("band", Shape.orNull(band));
        all.put("change", Shape.orNull(Shape.whole()));
        all.put("start", Shape.orNull(Shape.whole()));
        all.put("measured_at", Shape.orNull(Shape.text("date-time")));
        all.put("lines", Shape.listOf(Shape.object(line)));
        all.put("history", Shape.listOf(Shape.object(day)));
        all.put("risks", Shape.listOf(Shape.object(risk)));
        all.put("churn", Shape.orNull(Shape.object(churn)));
        return Shape.object(all);
    }
}
