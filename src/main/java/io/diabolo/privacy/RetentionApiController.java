package io.diabolo.privacy;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Retention periods in the API. */
@RestController
class RetentionApiController {
    private static final int MOST = 200;
    private final Retention retention;

    RetentionApiController(Retention retention) {
        this.retention = retention;
    }

    @GetMapping("/api/v1/retention")
    Map<String, @Nullable Object> show(
            @RequestParam(defaultValue = "0") int within,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var after = cursor.isEmpty() ? null : Cursor.of(cursor);
        var preview = retention.preview(
                within, after == null ? null : after.day(), after == null ? null : after.id(), limit, ui.me());
        var counts = new LinkedHashMap<String, Long>();
        preview.counts().forEach(count -> counts.put("within_" + count.days(), count.people()));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("months", preview.settings().months());
        body.put("active", preview.settings().active());
        body.put("counts", counts);
        body.put("kept", preview.kept());
        body.put(
                "items",
                preview.rows().stream().map(RetentionApiController::json).toList());
        var last = preview.more() ? preview.rows().getLast() : null;
        body.put("next_cursor", last == null ? null : last.dueOn() + "_" + last.id());
        return body;
    }

    private record Cursor(java.time.LocalDate day, UUID id) {
        static Cursor of(String text) {
            var parts = text.split("_", 2);
            var day = PersonPrivacyController.day(parts[0]);
            try {
                if (day != null && parts.length == 2) {
                    return new Cursor(day, UUID.fromString(parts[1]));
                }
            } catch (IllegalArgumentException _) {
                // said below
            }
            throw new BadInput("cursor", "problem.list.cursor");
        }
    }

    private static Map<String, @Nullable Object> json(DuePeople.Due due) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", due.id().toString());
        body.put("name", due.name());
        body.put("company", due.company());
        body.put("last_contact_on", due.lastOn().toString());
        body.put("why", due.why());
        body.put("due_on", due.dueOn().toString());
        body.put("kept_because", due.reason());
        var until = due.until();
        body.put("kept_until", until == null ? null : until.toString());
        return body;
    }

    /** What isn't sent stays as it is. */
    @PutMapping("/api/v1/retention")
    Map<String, Object> change(@RequestBody Map<String, Object> body, Ui ui) {
        retention.change(months(body), active(body), ui.me());
        var settings = retention.settings(ui.me());
        return Map.of("months", settings.months(), "active", settings.active());
    }

    private static @Nullable Integer months(Map<String, Object> body) {
        var given = body.get("months");
        if (given == null) {
            return null;
        }
        return given instanceof Integer number ? number : 0;
    }

    private static @Nullable Boolean active(Map<String, Object> body) {
        var given = body.get("active");
        if (given == null) {
            return null;
        }
        if (given instanceof Boolean active) {
            return active;
        }
        throw new BadInput("active", "problem.field.boolean");
    }

    @PostMapping("/api/v1/people/{id}/retention-exception")
    ResponseEntity<Void> keep(@PathVariable UUID id, @RequestBody Map<String, Object> body, Ui ui) {
        retention.keep(
                id,
                PrivacyApiController.text(body, "reason"),
                PersonPrivacyController.day(PrivacyApiController.text(body, "until")),
                ui.me());
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/people/{id}/retention-exception")
    ResponseEntity<Void> letGo(@PathVariable UUID id, Ui ui) {
        retention.letGo(id, ui.me());
        return ResponseEntity.noContent().build();
    }
}
