package io.diabolo.calls;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The call desk, in the API's description. */
@Component
@Order(25)
class DescribeCalls implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var next = new LinkedHashMap<String, Schema<?>>();
        next.put("lead_id", Shape.orNull(Shape.text("uuid")));
        next.put("name", Shape.orNull(Shape.text()));
        next.put("number", Shape.orNull(Shape.text()));
        next.put("reason", Shape.orNull(Shape.text()));
        next.put("after", Shape.orNull(Shape.text("uuid")));
        next.put("left", Shape.whole());
        document.operation(GET, "/api/v1/calls/next", "leads", document.t("api.calls.next"))
                .answers(200, Shape.object(next));
        var said = new LinkedHashMap<String, Schema<?>>();
        said.put(
                "outcome",
                Shape.choice(
                        Arrays.stream(CallOutcome.values()).map(CallOutcome::id).toList()));
        said.put("note", Shape.text());
        said.put("after", Shape.orNull(Shape.text("uuid")));
        said.put("again", Shape.text("date-time"));
        said.put("next", Shape.text());
        said.put("next_on", Shape.text("date"));
        document.operation(POST, "/api/v1/leads/{id}/calls", "leads", document.t("api.calls.log"))
                .takes(
                        Shape.object(said),
                        "{\"outcome\": \"call_back\", \"note\": \"en réunion\", \"again\": \"2026-12-03T09:00:00Z\"}")
                .answers(201, Shape.object(Map.of("change_set_id", Shape.orNull(Shape.text("uuid")))));
    }
}
