package io.diabolo.journey;

import io.diabolo.journey.Handoff.Party;
import io.diabolo.mentions.Mention;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hand-offs in the API. */
@RestController
class HandoffApiController {
    private static final int MOST = 200;
    private final Handoffs handoffs;
    private final HandoffPages pages;
    private final HandoffMentions mentioned;

    HandoffApiController(Handoffs handoffs, HandoffPages pages, HandoffMentions mentioned) {
        this.handoffs = handoffs;
        this.pages = pages;
        this.mentioned = mentioned;
    }

    @GetMapping("/api/v1/handoffs")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "waiting") String tab,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var after = cursor.isEmpty() ? null : HandoffPages.cursor(cursor);
        if (after == null && !cursor.isEmpty()) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
        var found = pages.found(HandoffPages.tab(tab), after, limit, ui);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put(
                "items",
                found.handoffs().stream().map(HandoffApiController::json).toList());
        body.put("next_cursor", found.next());
        return body;
    }

    @GetMapping("/api/v1/handoffs/{id}")
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        var body = json(handoffs.get(new HandoffId(id), ui.me()));
        var named = mentioned.of(new HandoffId(id));
        body.put(
                "mentions",
                Stream.concat(named.note().stream(), named.reason().stream())
                        .map(Mention::json)
                        .toList());
        return body;
    }

    @PostMapping("/api/v1/handoffs")
    ResponseEntity<Map<String, @Nullable Object>> offer(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var kind = HandoffKind.named(text(body, "kind")).orElseThrow(() -> new BadInput("kind", "handoff.fault.kind"));
        var to = text(body, "to");
        var done = body.get("checklist") instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.<String>of();
        var offered = handoffs.offer(
                new Offer(
                        kind,
                        text(body, "subject_type"),
                        subject(text(body, "subject_id")),
                        HandoffController.blankToNull(text(body, "to_role")),
                        to.isBlank() ? null : HandoffController.member(to),
                        text(body, "note"),
                        done),
                ui.me());
        var changeSet = offered.changeSet();
        var answer = ResponseEntity.status(changeSet == null ? HttpStatus.OK : HttpStatus.CREATED);
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(json(offered.handoff()));
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    private static UUID subject(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("subject_id", "handoff.fault.subject");
        }
    }

    static Map<String, @Nullable Object> json(Handoff handoff) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", handoff.id().toString());
        body.put("kind", handoff.kind().id());
        body.put("subject_type", handoff.subjectType());
        body.put("subject_id", handoff.subject().toString());
        body.put("subject", handoff.label());
        body.put("from", party(handoff.from()));
        body.put("from_role", handoff.fromRole());
        body.put("to_role", handoff.toRole());
        body.put("to", party(handoff.to()));
        body.put("note", handoff.note());
        body.put("carried", handoff.carried());
        body.put("checklist", handoff.done());
        body.put("state", handoff.state().id());
        body.put("offered_at", handoff.offeredAt().toString());
        body.put("due_at", handoff.dueAt().toString());
        body.put("answered_by", party(handoff.answeredBy()));
        body.put("answered_at", text(handoff.answeredAt()));
        body.put("reason", handoff.reason());
        body.put("escalated_at", text(handoff.escalatedAt()));
        var outcome = handoff.outcome();
        body.put(
                "outcome",
                outcome == null
                        ? null
                        : Map.of("type", outcome.type(), "id", outcome.id().toString()));
        return body;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Map<String, String> party(@Nullable Party party) {
        return party == null ? null : Map.of("id", party.id().toString(), "name", party.name());
    }
}
