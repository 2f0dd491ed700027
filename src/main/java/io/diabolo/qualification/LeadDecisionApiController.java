package io.diabolo.qualification;

import io.diabolo.records.RecordJson;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a lead, in the API. */
@RestController
class LeadDecisionApiController {
    private final LeadDecisions decisions;
    private final LeadRouting routing;
    private final Records records;
    private final RecordTypes types;
    private final LeadType type;

    LeadDecisionApiController(
            LeadDecisions decisions, LeadRouting routing, Records records, RecordTypes types, LeadType type) {
        this.decisions = decisions;
        this.routing = routing;
        this.records = records;
        this.types = types;
        this.type = type;
    }

    @PostMapping("/api/v1/leads/{id}/qualification")
    ResponseEntity<Map<String, @Nullable Object>> qualify(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return lead(id, decisions.qualify(id, version(body), ui.me()), ui);
    }

    @PostMapping("/api/v1/leads/{id}/disqualification")
    ResponseEntity<Map<String, @Nullable Object>> disqualify(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return lead(
                id, decisions.disqualify(id, text(body, "reason"), text(body, "words"), version(body), ui.me()), ui);
    }

    @PostMapping("/api/v1/leads/{id}/nurture")
    ResponseEntity<Map<String, @Nullable Object>> nurture(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var until = LeadDecisionController.day(text(body, "until"));
        return lead(id, decisions.nurture(id, until, version(body), ui.me()), ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> lead(UUID id, @Nullable UUID changeSet, Ui ui) {
        var row = records.get(type, id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + row.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
    }

    @PostMapping("/api/v1/leads/{id}/routing")
    ResponseEntity<Map<String, @Nullable Object>> route(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var routed = decisions.route(id, version(body), ui.me());
        return ResponseEntity.ok()
                .header("Diabolo-Change-Set", routed.changeSet().toString())
                .body(json(routed.assignment(), routed.member(), ui));
    }

    @GetMapping("/api/v1/leads/{id}/assignments")
    Map<String, Object> assignments(@PathVariable UUID id, Ui ui) {
        List<Map<String, @Nullable Object>> items = routing.past(id, ui.me()).stream()
                .map(past -> {
                    var one = json(past.assignment(), past.member(), ui);
                    one.put("at", past.at().toString());
                    return one;
                })
                .toList();
        return Map.of("items", items);
    }

    private static Map<String, @Nullable Object> json(Assignment assignment, String member, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("owner_id", assignment.member().toString());
        body.put("owner", member);
        body.put("why", assignment.why());
        body.put("says", LeadBeside.why(assignment, member, ui));
        body.put("rule", assignment.rule());
        body.put("pool", assignment.pool());
        body.put("left_out", assignment.leftOut());
        body.put("rules_version", assignment.rules());
        return body;
    }

    private static @Nullable String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Integer version(Map<String, @Nullable Object> body) {
        return body.get("version") instanceof Integer number ? number : null;
    }
}
