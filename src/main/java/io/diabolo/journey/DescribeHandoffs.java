package io.diabolo.journey;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hand-offs in the API's description. */
@Component
@Order(30)
class DescribeHandoffs implements ApiDescription {
    private static final String CHAPTER = "handoffs";
    private static final List<String> KINDS =
            Arrays.stream(HandoffKind.values()).map(HandoffKind::id).toList();

    @Override
    public void describe(ApiDocument document) {
        document.schema("Handoff", handoff());
        document.chapter(CHAPTER, document.t("handoffs.title"), document.t("api.handoffs"), "Handoff");
        var page = new LinkedHashMap<String, Schema<?>>();
        page.put("items", Shape.listOf(Shape.named("Handoff")));
        page.put("next_cursor", Shape.orNull(Shape.text()));
        document.operation(GET, "/api/v1/handoffs", CHAPTER, document.t("api.handoffs.list"))
                .query("tab", Shape.choice(List.of("waiting", "sent", "answered", "all")), "api.handoffs.tab")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(200, Shape.object(page));
        document.operation(POST, "/api/v1/handoffs", CHAPTER, document.t("api.handoffs.offer"))
                .takes(
                        offer(),
                        "{\"kind\": \"qualified-lead\", \"subject_type\": \"lead\", \"subject_id\":"
                                + " \"0199f3a2-7c1e-7f00-8000-000000000000\", \"note\": \"Tuesday at ten\","
                                + " \"checklist\": [\"meeting\", \"need\"]}")
                .answers(201, Shape.named("Handoff"));
        document.operation(GET, "/api/v1/handoffs/{id}", CHAPTER, document.t("api.handoffs.one"))
                .answers(200, Shape.named("Handoff"));
        document.operation(POST, "/api/v1/handoffs/{id}/acceptance", CHAPTER, document.t("api.handoffs.accept"))
                .answers(200, Shape.named("Handoff"));
        var reason = new LinkedHashMap<String, Schema<?>>();
        reason.put("reason", Shape.text());
        document.operation(POST, "/api/v1/handoffs/{id}/return", CHAPTER, document.t("api.handoffs.return"))
                .takes(Shape.object(reason), "{\"reason\": \"no budget before next year\"}")
                .answers(200, Shape.named("Handoff"));
        document.operation(POST, "/api/v1/handoffs/{id}/withdrawal", CHAPTER, document.t("api.handoffs.withdraw"))
                .answers(200, Shape.named("Handoff"));
        document.operation(GET, "/api/v1/handoff-times", CHAPTER, document.t("api.handoffs.times"))
                .answers(200, Shape.object());
        document.operation(PUT, "/api/v1/handoff-times", CHAPTER, document.t("api.handoffs.times.change"))
                .takes(Shape.object(), "{\"qualified-lead\": {\"amount\": 4, \"unit\": \"hours\"}}")
                .answers(200, Shape.object());
    }

    private static Schema<?> offer() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("kind", Shape.choice(KINDS));
        all.put("subject_type", Shape.text());
        all.put("subject_id", Shape.text("uuid"));
        all.put("to_role", Shape.orNull(Shape.text()));
        all.put("to", Shape.orNull(Shape.text("uuid")));
        all.put("note", Shape.text());
        all.put("checklist", Shape.listOf(Shape.text()));
        return Shape.object(all);
    }

    private static Schema<?> handoff() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("kind", Shape.choice(KINDS));
        all.put("subject_type", Shape.text());
        all.put("subject_id", Shape.text("uuid"));
        all.put("subject", Shape.text());
        all.put("from", Shape.object());
        all.put("from_role", Shape.text());
        all.put("to_role", Shape.text());
        all.put("to", Shape.orNull(Shape.object()));
        all.put("note", Shape.text());
        all.put("carried", Shape.object());
        all.put("checklist", Shape.listOf(Shape.text()));
        all.put("state", Shape.choice(List.of("offered", "accepted", "returned", "withdrawn")));
        all.put("offered_at", Shape.text("date-time"));
        all.put("due_at", Shape.text("date-time"));
        all.put("answered_by", Shape.orNull(Shape.object()));
        all.put("answered_at", Shape.orNull(Shape.text("date-time")));
        all.put("reason", Shape.orNull(Shape.text()));
        all.put("escalated_at", Shape.orNull(Shape.text("date-time")));
        all.put("outcome", Shape.orNull(Shape.object()));
        all.put("mentions", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }
}
