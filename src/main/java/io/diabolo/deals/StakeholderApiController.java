package io.diabolo.deals;

import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The stakeholders of opportunities in the API; their list over all opportunities is the record engine's. */
@RestController
class StakeholderApiController {
    private final Stakeholders stakeholders;

    StakeholderApiController(Stakeholders stakeholders) {
        this.stakeholders = stakeholders;
    }

    @GetMapping("/api/v1/opportunities/{id}/stakeholders")
    Map<String, Object> all(@PathVariable UUID id, Ui ui) {
        var all = stakeholders.of(id, ui.me());
        var body = new LinkedHashMap<String, Object>();
        body.put("items", all.stream().map(StakeholderApiController::json).toList());
        body.put("gaps", Gap.of(all).stream().map(gap -> json(gap, ui)).toList());
        return body;
    }

    private static Map<String, Object> json(Gap gap, Ui ui) {
        return Map.of("id", gap.id(), "text", ui.t("stakeholder.gap." + gap.id(), gap.who()));
    }

    @PostMapping("/api/v1/opportunities/{id}/stakeholders")
    ResponseEntity<Map<String, @Nullable Object>> add(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer(HttpStatus.CREATED, stakeholders.add(id, body, ui.me()), ui);
    }

    @GetMapping("/api/v1/stakeholders/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(@PathVariable UUID id, Ui ui) {
        return answer(HttpStatus.OK, new Stakeholders.Saved(id, null), ui);
    }

    /** A merge patch: what isn't named stays. */
    @PatchMapping("/api/v1/stakeholders/{id}")
    ResponseEntity<Map<String, @Nullable Object>> change(
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        try {
            return answer(HttpStatus.OK, stakeholders.change(id, body, version(match), ui.me()), ui);
        } catch (StaleVersion stale) {
            throw stale.showing(json(stakeholders.find(id, ui.me())));
        }
    }

    @DeleteMapping("/api/v1/stakeholders/{id}")
    ResponseEntity<Void> remove(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String match, Ui ui) {
        var changeSet = stakeholders.remove(id, version(match), ui.me());
        return ResponseEntity.noContent()
                .header("Diabolo-Change-Set", changeSet.toString())
                .build();
    }

    static @Nullable Integer version(@Nullable String match) {
        return match == null
                ? null
                : StakeholderController.version(
                        match.strip().replaceFirst("^W/", "").replace("\"", ""));
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(HttpStatus status, Stakeholders.Saved saved, Ui ui) {
        var one = stakeholders.find(saved.id(), ui.me());
        var answer = ResponseEntity.status(status).eTag("\"" + one.version() + "\"");
        if (status == HttpStatus.CREATED) {
            answer.location(java.net.URI.create("/api/v1/stakeholders/" + one.id()));
        }
        if (saved.changeSet() != null) {
            answer.header("Diabolo-Change-Set", saved.changeSet().toString());
        }
        return answer.body(json(one));
    }

    static Map<String, @Nullable Object> json(Stakeholder one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("opportunity", one.opportunity().toString());
        body.put("person", Map.of("id", one.person().toString(), "name", one.name()));
        body.put("title", one.title());
        body.put("part", one.part());
        body.put("influence", one.influence());
        body.put("stance", one.stance());
        body.put("reports_to", one.reportsTo() == null ? null : one.reportsTo().toString());
        body.put("influences", one.sways().stream().map(UUID::toString).toList());
        body.put("note", one.note());
        body.put("version", one.version());
        return body;
    }
}
