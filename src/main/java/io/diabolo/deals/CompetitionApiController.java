package io.diabolo.deals;

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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The competitors in an opportunity, in the API. */
@RestController
class CompetitionApiController {
    private final Competition competition;

    CompetitionApiController(Competition competition) {
        this.competition = competition;
    }

    /** @param competitor its id or its name */
    record Asked(
            @Nullable String competitor,
            @Nullable String status,
            @Nullable String note) {}

    @GetMapping("/api/v1/opportunities/{id}/competitors")
    Map<String, Object> all(@PathVariable UUID id, Ui ui) {
        return Map.of(
                "items",
                competition.of(id, ui.me()).stream()
                        .map(CompetitionApiController::json)
                        .toList());
    }

    /** Puts a competitor in the race, or says how it stands there. */
    @PostMapping("/api/v1/opportunities/{id}/competitors")
    ResponseEntity<Map<String, Object>> say(@PathVariable UUID id, @RequestBody Asked asked, Ui ui) {
        var competitor = asked.competitor() == null ? "" : asked.competitor();
        return answer(id, competition.say(id, competitor, asked.status(), asked.note(), ui.me()), ui);
    }

    @DeleteMapping("/api/v1/opportunities/{id}/competitors/{competitor}")
    ResponseEntity<Map<String, Object>> remove(@PathVariable UUID id, @PathVariable UUID competitor, Ui ui) {
        return answer(id, competition.remove(id, competitor, ui.me()), ui);
    }

    private ResponseEntity<Map<String, Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(all(id, ui));
    }

    private static Map<String, @Nullable Object> json(Rival rival) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("competitor", Map.of("id", rival.competitor().toString(), "name", rival.name()));
        body.put("status", rival.status());
        body.put("note", rival.note());
        return body;
    }
}
