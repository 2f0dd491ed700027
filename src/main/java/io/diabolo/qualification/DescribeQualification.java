package io.diabolo.qualification;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Scores of leads, in the API's description. */
@Component
@Order(21)
class DescribeQualification implements ApiDescription {
    private static final String LEAD = "/api/v1/leads/{id}/";
    private static final String TAKERS = "/api/v1/lead-takers";

    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, "/api/v1/leads/{id}/score", "leads", document.t("api.lead.score"))
                .answers(200, score());
        decision(document, "qualification", "api.lead.qualify", Map.of(), "{\"version\": 3}");
        decision(
                document,
                "disqualification",
                "api.lead.disqualify",
                Map.of("reason", Shape.text(), "words", Shape.text()),
                "{\"reason\": \"no_budget\", \"words\": \"pas avant 2027\"}");
        decision(
                document,
                "nurture",
                "api.lead.nurture",
                Map.of("until", Shape.text("date")),
                "{\"until\": \"2027-03-01\"}");
        document.operation(POST, LEAD + "routing", "leads", document.t("api.lead.route"))
                .takes(Shape.object(Map.of("version", Shape.whole())), "{}")
                .answers(200, assignment());
        document.operation(GET, LEAD + "assignments", "leads", document.t("api.lead.assignments"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(assignment()))));
        document.operation(GET, TAKERS, "leads", document.t("api.takers"))
                .query("q", Shape.text(), "api.takers.q")
                .answers(200, takers());
        document.operation(PUT, TAKERS + "/{id}", "leads", document.t("api.takers.put"))
                .takes(taker(), "{\"capacity\": 40, \"absent_from\": \"2026-12-21\", \"absent_until\": \"2027-01-04\"}")
                .answers(200, takers());
    }

    private static void decision(
            ApiDocument document, String what, String text, Map<String, Schema<?>> body, String example) {
        var takes = new LinkedHashMap<>(body);
        takes.put("version", Shape.whole());
        document.operation(POST, LEAD + what, "leads", document.t(text))
                .takes(Shape.object(takes), example)
                .answers(200, Shape.named("Lead"));
    }

    private static Schema<?> assignment() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("owner_id", Shape.text("uuid"));
        all.put("owner", Shape.text());
        all.put("why", Shape.text());
        all.put("says", Shape.text());
        all.put("rule", Shape.text());
        all.put("pool", Shape.whole());
        all.put("left_out", Shape.whole());
        all.put("rules_version", Shape.whole());
        return Shape.object(all);
    }

    private static Schema<?> takers() {
        return Shape.object(Map.of("items", Shape.listOf(taker())));
    }

    private static Schema<?> taker() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("member_id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("capacity", Shape.orNull(Shape.whole()));
        all.put("absent_from", Shape.orNull(Shape.text("date")));
        all.put("absent_until", Shape.orNull(Shape.text("date")));
        return Shape.object(all);
    }

    private static Schema<?> score() {
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("part", Shape.text());
        line.put("rule", Shape.text());
        line.put("points", Shape.whole());
        line.put("worth", Shape.number());
        line.put("holds", Shape.yesOrNo());
        line.put("touches", Shape.whole());
        line.put("broken", Shape.yesOrNo());
        var score = new LinkedHashMap<String, Schema<?>>();
        score.put("lead_id", Shape.text("uuid"));
        score.put("total", Shape.orNull(Shape.whole()));
        score.put("computed", Shape.whole());
        score.put("fit", Shape.whole());
        score.put("intent", Shape.whole());
        score.put("given", Shape.yesOrNo());
        score.put("closed", Shape.yesOrNo());
        score.put("fit_version", Shape.whole());
        score.put("intent_version", Shape.whole());
        score.put("half_life_days", Shape.whole());
        score.put("lines", Shape.listOf(Shape.object(line)));
        score.put("prediction", Shape.orNull(prediction()));
        return Shape.object(score);
    }

    private static Schema<?> prediction() {
        var because = new LinkedHashMap<String, Schema<?>>();
        because.put("field", Shape.text());
        because.put("value", Shape.text());
        because.put("weight", Shape.number());
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("probability", Shape.number());
        all.put("average", Shape.number());
        all.put("auc", Shape.number());
        all.put("trained_at", Shape.text("date-time"));
        all.put("because", Shape.listOf(Shape.object(because)));
        return Shape.object(all);
    }
}
