package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was changed, and taking it back, in the API. */
@RestController
class ChangeApiController {
    private final ChangeLog log;
    private final Undo undo;

    ChangeApiController(ChangeLog log, Undo undo) {
        this.log = log;
        this.undo = undo;
    }

    @GetMapping("/api/v1/change-sets")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            Ui ui) {
        if (limit < 1 || limit > ListQuery.MOST) {
            throw new BadInput("limit", "problem.list.limit", ListQuery.MOST);
        }
        var entries = log.entries(cursor, limit + 1, ui.me());
        var shown = entries.subList(0, Math.min(limit, entries.size()));
        var body = new HashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(ChangeApiController::json).toList());
        body.put("next_cursor", entries.size() > limit ? shown.getLast().id().toString() : null);
        return body;
    }

    @GetMapping("/api/v1/change-sets/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        var body = json(log.find(id, ui.me()));
        body.put("kept", log.kept(id));
        return body;
    }

    private static Map<String, @Nullable Object> json(ChangeLog.Entry entry) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("id", entry.id().toString());
        body.put("member", entry.member());
        body.put("origin", entry.origin());
        body.put("action", entry.action());
        body.put("title", entry.title());
        body.put("created", entry.created());
        body.put("updated", entry.updated());
        body.put("deleted", entry.deleted());
        body.put("created_at", entry.at().toString());
        var undoneAt = entry.undoneAt();
        body.put("undone_at", undoneAt == null ? null : undoneAt.toString());
        body.put("undoable", entry.undoable());
        return body;
    }

    @PostMapping("/api/v1/change-sets/{id}/reversal")
    ResponseEntity<Map<String, Object>> reverse(@PathVariable UUID id, Ui ui) {
        return switch (undo.reverse(id, ui.me())) {
            case Undo.Answer.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(Map.of(
                                "change_set_id", done.changeSet().toString(),
                                "removed", done.removed(),
                                "set_back", done.setBack(),
                                "kept", done.kept(),
                                "kept_count", done.keptCount()));
            case Undo.Answer.Begun begun ->
                ResponseEntity.accepted().body(Map.of("job_id", begun.job().toString()));
            case Undo.Answer.AlreadyUndone _ -> throw new BadInput("id", "problem.undo.already");
            case Undo.Answer.TooOld _ -> throw new BadInput("id", "problem.undo.too-old");
            case Undo.Answer.IsUndo _ -> throw new BadInput("id", "problem.undo.is-undo");
            case Undo.Answer.MergedOn(var survivor) -> throw new BadInput("id", "problem.undo.merged-on", survivor);
        };
    }
}
