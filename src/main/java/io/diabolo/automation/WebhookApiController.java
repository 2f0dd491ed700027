package io.diabolo.automation;

import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks and what they were told, in the API. */
@RestController
class WebhookApiController {
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhookApiController(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** @param state on or off */
    record Wanted(
            @Nullable String name,
            @Nullable String url,
            @Nullable String state,
            @Nullable Integer version) {
        private String called() {
            return name == null ? "" : name;
        }

        private String address() {
            return url == null ? "" : url;
        }

        /** Null: it stays as it is, stopped too. @throws io.diabolo.platform.BadInput for what can't be asked for */
        private @Nullable Boolean turned(Webhook kept) {
            var asked = kept.state().equals(state) ? null : AutomationApiController.among(state, List.of("on", "off"));
            return asked == null ? null : Boolean.valueOf(asked.equals("on"));
        }
    }

    @GetMapping("/api/v1/webhooks")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                webhooks.all(ui.me()).stream().map(one -> json(one, null)).toList());
    }

    private static Map<String, @Nullable Object> json(Webhook one, @Nullable String secret) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("name", one.name());
        body.put("url", one.url());
        body.put("state", one.state());
        body.put("failing_since", AutomationApiController.text(one.failingSince()));
        body.put("last_ok_at", AutomationApiController.text(one.lastOkAt()));
        body.put("version", one.version());
        if (secret != null) {
            body.put("secret", secret);
        }
        return body;
    }

    @GetMapping("/api/v1/webhooks/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        return json(webhooks.get(id, ui.me()), null);
    }

    @PostMapping("/api/v1/webhooks")
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody Wanted wanted, Ui ui) {
        var made = webhooks.create(wanted.called(), wanted.address(), ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(webhooks.get(made.id(), ui.me()), made.secret()));
    }

    @PutMapping("/api/v1/webhooks/{id}")
    Map<String, @Nullable Object> save(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var kept = webhooks.get(id, ui.me());
        webhooks.save(
                id,
                wanted.name() == null ? kept.name() : wanted.called(),
                wanted.url() == null ? kept.url() : wanted.address(),
                wanted.turned(kept),
                wanted.version(),
                ui.me());
        return json(webhooks.get(id, ui.me()), null);
    }

    @DeleteMapping("/api/v1/webhooks/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, Ui ui) {
        webhooks.delete(id, ui.me());
        return ResponseEntity.noContent().build();
    }

    /** Another secret; the one of before is good for a day. */
    @PostMapping("/api/v1/webhooks/{id}/secrets")
    ResponseEntity<Map<String, @Nullable Object>> renew(@PathVariable UUID id, Ui ui) {
        var secret = webhooks.renewSecret(id, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(webhooks.get(id, ui.me()), secret));
    }

    @PostMapping("/api/v1/webhooks/{id}/tests")
    ResponseEntity<Map<String, @Nullable Object>> test(@PathVariable UUID id, Ui ui) {
        var delivery = deliveries.test(id, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(deliveries.get(delivery, ui.me())));
    }

    @GetMapping("/api/v1/webhook-deliveries")
    Map<String, @Nullable Object> deliveries(
            @RequestParam Map<String, String> asked, @RequestParam(defaultValue = "50") int limit, Ui ui) {
        AutomationApiController.limited(limit);
        var found = deliveries.all(
                AutomationApiController.id(asked, "webhook"),
                AutomationApiController.among(asked.get("state"), Deliveries.STATES),
                AutomationApiController.id(asked, "cursor"),
                limit + 1,
                ui.me());
        var shown = found.subList(0, Math.min(limit, found.size()));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(WebhookApiController::json).toList());
        body.put("next_cursor", found.size() > limit ? shown.getLast().id().toString() : null);
        return body;
    }

    private static Map<String, @Nullable Object> json(Deliveries.Delivery one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("webhook_id", one.webhook().toString());
        body.put("replay_of", AutomationApiController.text(one.replayOf()));
        body.put("event", one.event());
        body.put("record_type", one.recordType());
        body.put("record_id", AutomationApiController.text(one.record()));
        body.put("state", one.state());
        body.put("tries", one.tries());
        body.put("next_at", AutomationApiController.text(one.nextAt()));
        body.put("status", one.status());
        body.put("answer", one.answer());
        body.put("trouble", one.trouble());
        body.put("body", one.body());
        body.put("created_at", one.createdAt().toString());
        return body;
    }

    @GetMapping("/api/v1/webhook-deliveries/{id}")
    Map<String, @Nullable Object> delivery(@PathVariable UUID id, Ui ui) {
        return json(deliveries.get(id, ui.me()));
    }

    @PostMapping("/api/v1/webhook-deliveries/{id}/replays")
    ResponseEntity<Map<String, @Nullable Object>> replay(@PathVariable UUID id, Ui ui) {
        var again = deliveries.replay(id, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(deliveries.get(again, ui.me())));
    }
}
