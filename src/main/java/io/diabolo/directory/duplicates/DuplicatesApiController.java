package io.diabolo.directory.duplicates;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The pairs that may be one, in the API. */
@RestController
class DuplicatesApiController {
    private final DuplicatePairs pairs;

    DuplicatesApiController(DuplicatePairs pairs) {
        this.pairs = pairs;
    }

    @GetMapping("/api/v1/duplicates")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "company") String type,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Ui ui) {
        if (limit < 1 || limit > DuplicatePairs.MOST) {
            throw new BadInput("limit", "problem.list.limit", DuplicatePairs.MOST);
        }
        var asked = DuplicatesController.type(type);
        var shown = DuplicatesController.state(state);
        var page = pairs.page(asked, shown, cursor, limit, ui.me());
        var body = new HashMap<String, @Nullable Object>();
        body.put("items", page.pairs().stream().map(pair -> json(pair, ui)).toList());
        body.put("next_cursor", page.next());
        body.put("count", pairs.count(asked, shown, ui.me()));
        return body;
    }

    @PatchMapping("/api/v1/duplicates/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        pairs.decide(id, String.valueOf(body.get("state")), ui.me());
    }

    @PostMapping("/api/v1/duplicates/searches")
    ResponseEntity<Map<String, String>> search(Ui ui) {
        return ResponseEntity.accepted()
                .body(Map.of("job_id", pairs.search(ui.me()).toString()));
    }

    private static Map<String, Object> json(DuplicatePairs.Pair pair, Ui ui) {
        return Map.of(
                "id",
                pair.id().toString(),
                "type",
                pair.type(),
                "score",
                pair.score(),
                "state",
                pair.state(),
                "reasons",
                pair.reasons().stream().map(reason -> json(reason, ui)).toList(),
                "records",
                List.of(json(pair.one()), json(pair.other())));
    }

    static Map<String, Object> json(Judgement.Reason reason, Ui ui) {
        return Map.of(
                "reason",
                reason.key().replace('-', '_'),
                "detail",
                reason.detail(),
                "points",
                reason.points(),
                "text",
                DuplicatesPage.why(reason, ui));
    }

    private static Map<String, Object> json(DuplicatePairs.Side side) {
        var body = new HashMap<String, Object>(side.facts());
        body.put("id", side.id().toString());
        body.put("name", side.label());
        return body;
    }
}
