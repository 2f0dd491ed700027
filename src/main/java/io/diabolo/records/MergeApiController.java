package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Merging in the API. It is taken back like any change: by the reversal of its change set. */
@RestController
class MergeApiController {
    private final RecordTypes types;
    private final Merges merges;

    MergeApiController(RecordTypes types, Merges merges) {
        this.types = types;
        this.merges = merges;
    }

    @PostMapping("/api/v1/{plural}/{id}/merges")
    ResponseEntity<Object> merge(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var type = types.byPlural(plural);
        var loser = body.get("loser_id") instanceof String text ? FieldConditions.uuid(text) : null;
        if (loser == null) {
            throw new BadInput("loser_id", "problem.merge.other");
        }
        var versions = new HashMap<UUID, Integer>();
        version(body, "loser_version", loser, versions);
        version(body, "version", id, versions);
        var matched = match == null ? null : RecordApiController.version(match);
        if (matched != null) {
            versions.put(id, matched);
        }
        var wanted = new Merges.Wanted(id, List.of(loser), fields(body, id, loser), versions);
        return switch (merges.merge(type, wanted, ui.me())) {
            case Merges.Answer.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .eTag("\"" + done.survivor().version() + "\"")
                        .location(URI.create("/api/v1/" + type.plural() + "/"
                                + done.survivor().id()))
                        .header("Diabolo-Change-Set", done.changeSet().toString())
                        .body(RecordJson.of(done.survivor(), new ArrayList<>(types.fields(type))));
            case Merges.Answer.MergedAlready(var record, var into) ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .header(HttpHeaders.LINK, "</api/v1/" + type.plural() + "/" + into + ">; rel=\"canonical\"")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(already(record, into, ui));
        };
    }

    private static ProblemDetail already(UUID record, UUID into, Ui ui) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ui.t("problem.merged-already.detail"));
        problem.setType(URI.create("/problems/merged-already"));
        problem.setTitle(ui.t("problem.merged-already"));
        problem.setProperty("merged_id", record.toString());
        problem.setProperty("survivor_id", into.toString());
        return problem;
    }

    private static void version(
            Map<String, @Nullable Object> body, String member, UUID record, Map<UUID, Integer> versions) {
        switch (body.get(member)) {
            case null -> {
                // It is taken as it is.
            }
            case Integer number -> versions.put(record, number);
            default -> throw new BadInput(member, "problem.field.number");
        }
    }

    private static Map<String, UUID> fields(Map<String, @Nullable Object> body, UUID survivor, UUID loser) {
        var fields = new HashMap<String, UUID>();
        switch (body.get("fields")) {
            case null -> {
                // Each field as it is proposed.
            }
            case Map<?, ?> given ->
                given.forEach((name, whose) -> fields.put(
                        String.valueOf(name),
                        switch (String.valueOf(whose)) {
                            case "survivor" -> survivor;
                            case "loser" -> loser;
                            default -> throw new BadInput("fields." + name, "problem.merge.whose");
                        }));
            default -> throw new BadInput("fields", "problem.merge.whose");
        }
        return fields;
    }
}
