package io.diabolo.automation;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
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

/** Automations, their runs, webhooks and what they were told, in the API's description. */
@Component
@Order(70)
class DescribeAutomations implements ApiDescription {
    private static final String CHAPTER = "automation";
    private static final String EXAMPLE = """
            {"name": "NPS detractors", "state": "on",
             "plan": {"record_type": "survey_response", "trigger": {"begins": "event", "event": "created"},
                      "conditions": ["survey_response.score <= 6"],
                      "actions": [{"kind": "task", "values": {"subject": "Call back", "days": "1", "to": "owner"}}]}}""";
    private static final String ADDRESS = "{\"name\": \"ERP\", \"url\": \"https://erp.example/hooks\"}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Automation", automation());
        document.chapter(CHAPTER, document.t("automation.many"), document.t("api.automation"), "Automation");
        automations(document);
        runs(document);
        webhooks(document);
        deliveries(document);
    }

    private static Schema<?> automation() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("state", Shape.choice(List.of("draft", "on", "off", "stopped")));
        all.put("number", Shape.whole());
        all.put("keeper_id", Shape.text("uuid"));
        all.put("trouble", Shape.orNull(Shape.text()));
        all.put("on_since", Shape.orNull(Shape.text("date-time")));
        all.put("next_at", Shape.orNull(Shape.text("date-time")));
        all.put("version", Shape.whole());
        all.put("plan", Shape.object());
        return Shape.object(all);
    }

    private static Schema<?> items(Schema<?> one) {
        return Shape.object(Map.of("items", Shape.listOf(one)));
    }

    private static Schema<?> page(Schema<?> one) {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(one));
        all.put("next_cursor", Shape.orNull(Shape.text("uuid")));
        return Shape.object(all);
    }

    private static Schema<?> wanted() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("name", Shape.text());
        all.put("state", Shape.choice(List.of("on", "off")));
        all.put("plan", Shape.object());
        all.put("version", Shape.whole());
        return Shape.object(all);
    }

    private static void automations(ApiDocument document) {
        document.operation(GET, "/api/v1/automations", CHAPTER, document.t("api.automation.list"))
                .answers(200, items(automation()));
        document.operation(POST, "/api/v1/automations", CHAPTER, document.t("api.automation.create"))
                .takes(wanted(), EXAMPLE)
                .answers(201, automation());
        document.operation(GET, "/api/v1/automations/{id}", CHAPTER, document.t("api.automation.one"))
                .answers(200, automation());
        document.operation(PUT, "/api/v1/automations/{id}", CHAPTER, document.t("api.automation.save"))
                .takes(wanted(), "{\"state\": \"off\"}")
                .answers(200, automation());
        document.operation(DELETE, "/api/v1/automations/{id}", CHAPTER, document.t("api.automation.delete"))
                .answersNothing();
        document.operation(GET, "/api/v1/automations/{id}/versions", CHAPTER, document.t("api.automation.versions"))
                .answers(200, items(Shape.object()));
        document.operation(POST, "/api/v1/automations/{id}/trials", CHAPTER, document.t("api.automation.trial"))
                .takes(wanted(), "{}")
                .answers(200, Shape.object());
        document.operation(POST, "/api/v1/automations/{id}/runs", CHAPTER, document.t("api.automation.existing"))
                .query("dry_run", Shape.yesOrNo(), "api.automation.dry")
                .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
    }

    private static void runs(ApiDocument document) {
        document.operation(GET, "/api/v1/automation-runs", CHAPTER, document.t("api.automation.runs"))
                .query("automation", Shape.text("uuid"), "api.automation.of")
                .query("state", Shape.choice(RunLog.STATES), "api.automation.state")
                .query("record_type", Shape.text(), "api.automation.record")
                .query("record_id", Shape.text("uuid"), "api.automation.record")
                .query("limit", Shape.whole(), "api.automation.limit")
                .query("cursor", Shape.text("uuid"), "api.automation.cursor")
                .answers(200, page(Shape.object()));
        document.operation(GET, "/api/v1/automation-runs/{id}", CHAPTER, document.t("api.automation.run"))
                .answers(200, Shape.object());
        document.operation(POST, "/api/v1/automation-runs/{id}/retries", CHAPTER, document.t("api.automation.retry"))
                .answers(200, Shape.object());
    }

    private static Schema<?> webhook() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("url", Shape.text("uri"));
        all.put("state", Shape.choice(List.of("on", "off", "stopped")));
        all.put("failing_since", Shape.orNull(Shape.text("date-time")));
        all.put("last_ok_at", Shape.orNull(Shape.text("date-time")));
        all.put("version", Shape.whole());
        return Shape.object(all);
    }

    private static void webhooks(ApiDocument document) {
        var address = new LinkedHashMap<String, Schema<?>>();
        address.put("name", Shape.text());
        address.put("url", Shape.text("uri"));
        address.put("state", Shape.choice(List.of("on", "off")));
        address.put("version", Shape.whole());
        document.operation(GET, "/api/v1/webhooks", CHAPTER, document.t("api.webhook.list"))
                .answers(200, items(webhook()));
        document.operation(POST, "/api/v1/webhooks", CHAPTER, document.t("api.webhook.create"))
                .takes(Shape.object(address), ADDRESS)
                .answers(201, webhook());
        document.operation(GET, "/api/v1/webhooks/{id}", CHAPTER, document.t("api.webhook.one"))
                .answers(200, webhook());
        document.operation(PUT, "/api/v1/webhooks/{id}", CHAPTER, document.t("api.webhook.save"))
                .takes(Shape.object(address), ADDRESS)
                .answers(200, webhook());
        document.operation(DELETE, "/api/v1/webhooks/{id}", CHAPTER, document.t("api.webhook.delete"))
                .answersNothing();
        document.operation(POST, "/api/v1/webhooks/{id}/secrets", CHAPTER, document.t("api.webhook.secret"))
                .answers(201, webhook());
        document.operation(POST, "/api/v1/webhooks/{id}/tests", CHAPTER, document.t("api.webhook.test"))
                .answers(201, Shape.object());
    }

    private static void deliveries(ApiDocument document) {
        document.operation(GET, "/api/v1/webhook-deliveries", CHAPTER, document.t("api.webhook.deliveries"))
                .query("webhook", Shape.text("uuid"), "api.webhook.of")
                .query("state", Shape.choice(Deliveries.STATES), "api.automation.state")
                .query("limit", Shape.whole(), "api.automation.limit")
                .query("cursor", Shape.text("uuid"), "api.automation.cursor")
                .answers(200, page(Shape.object()));
        document.operation(GET, "/api/v1/webhook-deliveries/{id}", CHAPTER, document.t("api.webhook.delivery"))
                .answers(200, Shape.object());
        document.operation(POST, "/api/v1/webhook-deliveries/{id}/replays", CHAPTER, document.t("api.webhook.replay"))
                .answers(201, Shape.object());
    }
}
