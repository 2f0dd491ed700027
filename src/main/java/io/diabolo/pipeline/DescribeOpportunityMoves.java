package io.diabolo.pipeline;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The moves of opportunities, in the API's description. */
@Component
@Order(20)
class DescribeOpportunityMoves implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var move = new LinkedHashMap<String, Schema<?>>();
        move.put("stage", Shape.text());
        move.put("at", Shape.text());
        move.put("seen", Shape.text());
        move.put("sub_stage", Shape.text());
        move.put("reason", Shape.text());
        move.put("competitor", Shape.text());
        move.put("lesson", Shape.text());
        move.put("fields", Shape.object());
        move.put("override", Shape.text());
        move.put("version", Shape.whole());
        document.operation(
                        POST, "/api/v1/opportunities/{id}/moves", "opportunities", document.t("api.opportunity.move"))
                .takes(Shape.object(move), "{\"stage\": \"proposal\", \"at\": \"2026-11-02\"}")
                .answers(200, Shape.named("Opportunity"));
    }
}
