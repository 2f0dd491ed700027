package io.diabolo.queues;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Queues, in the API's description. */
@Component
@Order(19)
class DescribeQueues implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var entry = new LinkedHashMap<String, Schema<?>>();
        entry.put("kind", Shape.text());
        entry.put("urgency", Shape.whole());
        entry.put("due_at", Shape.orNull(Shape.text("date-time")));
        entry.put("record_type", Shape.text());
        entry.put("record_id", Shape.text("uuid"));
        entry.put("title", Shape.text());
        entry.put("subtitle", Shape.text());
        entry.put("reason", Shape.text());
        entry.put("also", Shape.orNull(Shape.text()));
        entry.put("link", Shape.text());
        document.chapter("queues", document.t("queue.title"), document.t("api.queues"), "");
        document.operation(GET, "/api/v1/queue", "queues", document.t("api.queue"))
                .query("desk", Shape.text(), "api.queue.desk")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.object(entry)))));
        var snooze = new LinkedHashMap<String, Schema<?>>();
        snooze.put("kind", Shape.text());
        snooze.put("record_type", Shape.text());
        snooze.put("record_id", Shape.text("uuid"));
        snooze.put("urgency", Shape.whole());
        snooze.put("until", Shape.text());
        snooze.put("reason", Shape.choice(SnoozeReason.ids()));
        document.operation(POST, "/api/v1/queue-snoozes", "queues", document.t("api.queue.snooze"))
                .takes(
                        Shape.object(snooze),
                        "{\"kind\": \"lead-response\", \"record_type\": \"lead\", \"record_id\": \"0199…\","
                                + " \"urgency\": 1, \"until\": \"tomorrow\", \"reason\": \"waiting\"}")
                .answers(
                        201,
                        Shape.object(Map.of("change_set_id", Shape.text("uuid"), "until", Shape.text("date-time"))));
    }
}
