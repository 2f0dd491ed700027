package io.diabolo.pipeline;

import io.diabolo.journey.MovedAt;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordJson;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The moves of opportunities in the API. */
@RestController
class OpportunityMoveApi {
    private final Opportunities opportunities;
    private final OpportunityType type;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    OpportunityMoveApi(
            Opportunities opportunities, OpportunityType type, Records records, RecordTypes types, Clock clock) {
        this.opportunities = opportunities;
        this.type = type;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    @PostMapping("/api/v1/opportunities/{id}/moves")
    ResponseEntity<Map<String, @Nullable Object>> move(
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var moved = opportunities.move(order(id, body, match, ui), ui.me());
        var changeSet = changeSet(moved);
        var row = records.get(type, id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + row.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
    }

    private MoveOrder order(UUID id, Map<String, @Nullable Object> body, @Nullable String match, Ui ui) {
        var stage = Stage.named(String.valueOf(text(body, "stage")))
                .orElseThrow(() -> new BadInput("stage", "opportunity.fault.stage"));
        var seen = text(body, "seen");
        return MoveOrder.to(id, stage)
                .at(instant(text(body, "at"), ui), version(body, match))
                .seenAt(seen == null ? null : Stage.named(seen).orElse(null))
                .within(text(body, "sub_stage"))
                .because(text(body, "reason"))
                .teaching(text(body, "competitor"), text(body, "lesson"))
                .filling(fields(body))
                .overriding(text(body, "override"));
    }

    private static @Nullable String text(Map<String, @Nullable Object> body, String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw new BadInput(name, "problem.field.choice");
        };
    }

    /** Sent back with the rest of what was read, it says the same as If-Match. */
    static @Nullable Integer version(Map<String, @Nullable Object> body, @Nullable String match) {
        if (match == null) {
            return body.get("version") instanceof Integer number ? number : null;
        }
        var tag = match.strip().replaceFirst("^W/", "").replace("\"", "");
        if (tag.equals("*")) {
            return null;
        }
        if (!tag.matches("[0-9]{1,9}")) {
            throw new BadInput("If-Match", "problem.list.etag");
        }
        return Integer.valueOf(tag);
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> body) {
        return switch (body.get("fields")) {
            case null -> Map.of();
            case Map<?, ?> fields -> (Map<String, @Nullable Object>) fields;
            default -> throw new BadInput("fields", "problem.field.choice");
        };
    }

    private @Nullable Instant instant(@Nullable String at, Ui ui) {
        try {
            return at == null || at.isBlank() ? null : MovedAt.of(at, ui.zone(), clock);
        } catch (DateTimeException _) {
            throw new BadInput("at", "opportunity.fault.at");
        }
    }

    private static @Nullable UUID changeSet(Moved moved) {
        return switch (moved) {
            case Moved.Done done -> done.changeSet();
            case Moved.Unchanged _ -> null;
            case Moved.Incomplete incomplete ->
                throw new BadInput(incomplete.missing().stream()
                        .map(one -> new BadInput.Fault(one.field(), "gate.missing.field", one.says()))
                        .toList());
            case Moved.Elsewhere elsewhere ->
                throw new BadInput(
                        "seen", "opportunity.elsewhere", elsewhere.stands().id());
            case Moved.ReasonMissing _ -> throw new BadInput("reason", "opportunity.fault.reason");
            case Moved.NotForOpportunities _ -> throw new BadInput("stage", "opportunity.fault.stage");
            case Moved.InFuture _ -> throw new BadInput("at", "opportunity.fault.future");
            case Moved.NoSuchSubStage _ -> throw new BadInput("sub_stage", "opportunity.fault.sub-stage");
        };
    }
}
