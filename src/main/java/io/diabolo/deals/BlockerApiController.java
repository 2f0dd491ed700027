package io.diabolo.deals;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What stands in the way of signatures, in the API. */
@RestController
class BlockerApiController {
    private final Blockers blockers;

    BlockerApiController(Blockers blockers) {
        this.blockers = blockers;
    }

    /** @param days working days until it is to be solved */
    record Asked(
            @Nullable String text,
            @Nullable UUID stakeholder,
            @Nullable UUID owner,
            @Nullable Integer days) {}

    record Solved(@Nullable String solution) {}

    @GetMapping("/api/v1/opportunities/{id}/blockers")
    Map<String, Object> all(@PathVariable UUID id, Ui ui) {
        return Map.of(
                "items",
                blockers.of(id, ui.me()).stream()
                        .map(BlockerApiController::json)
                        .toList());
    }

    @PostMapping("/api/v1/opportunities/{id}/blockers")
    ResponseEntity<Map<String, Object>> add(@PathVariable UUID id, @RequestBody Asked asked, Ui ui) {
        var wanted = new Blockers.Wanted(asked.text(), asked.stakeholder(), asked.owner(), asked.days());
        var saved = blockers.add(id, wanted, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Diabolo-Change-Set", String.valueOf(saved.changeSet()))
                .body(all(id, ui));
    }

    @PostMapping("/api/v1/opportunities/{id}/blockers/{blocker}/solution")
    ResponseEntity<Map<String, Object>> solve(
            @PathVariable UUID id, @PathVariable UUID blocker, @RequestBody Solved solved, Ui ui) {
        if (blockers.of(id, ui.me()).stream().noneMatch(one -> one.id().equals(blocker))) {
            throw new NoSuchRecord(Blockers.KIND, blocker);
        }
        var changeSet = blockers.solve(blocker, solved.solution(), ui.me());
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(all(id, ui));
    }

    private static Map<String, @Nullable Object> json(Blocker one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        var owner = one.clock().owner();
        body.put("id", one.id().toString());
        body.put("text", one.text());
        body.put(
                "stakeholder",
                one.stakeholder() == null ? null : one.stakeholder().toString());
        body.put("owner", owner == null ? null : owner.toString());
        body.put("due_at", one.clock().dueAt().toString());
        body.put("solved_at", one.solvedAt() == null ? null : one.solvedAt().toString());
        body.put("solution", one.solution());
        return body;
    }
}
