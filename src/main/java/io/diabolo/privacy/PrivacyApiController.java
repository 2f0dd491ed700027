package io.diabolo.privacy;

import io.diabolo.directory.ErasedContacts;
import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBasis;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Legal bases, the right of access and the right to erasure, in the API. */
@RestController
class PrivacyApiController {
    private static final int MOST = 200;
    private final LegalBases bases;
    private final PersonFiles files;
    private final Erasures erasures;
    private final ErasedContacts contacts;

    PrivacyApiController(LegalBases bases, PersonFiles files, Erasures erasures, ErasedContacts contacts) {
        this.bases = bases;
        this.files = files;
        this.erasures = erasures;
        this.contacts = contacts;
    }

    @GetMapping("/api/v1/people/{id}/legal-bases")
    Map<String, Object> bases(@PathVariable UUID id, Ui ui) {
        var all = bases.of(id, ui.me());
        return Map.of("items", all.stream().map(PrivacyApiController::json).toList(), "allowed", bases.allowed(id));
    }

    private static Map<String, @Nullable Object> json(LegalBasis basis) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", basis.id().toString());
        body.put("channel", basis.channel());
        body.put("purpose", basis.purpose());
        body.put("basis", basis.basis());
        body.put("state", basis.state());
        body.put("since", basis.since().toString());
        body.put("proof", basis.proof());
        body.put(
                "proof_file",
                basis.proofFile() == null ? null : basis.proofFile().toString());
        body.put("source", basis.source());
        body.put("recorded_at", basis.recordedAt().toString());
        body.put("holds", basis.holds());
        return body;
    }

    @PostMapping("/api/v1/people/{id}/legal-bases")
    ResponseEntity<Map<String, Object>> say(@PathVariable UUID id, @RequestBody Map<String, Object> body, Ui ui) {
        ui.me().mayWrite();
        var said = new LegalBases.Said(
                text(body, "channel"),
                text(body, "purpose"),
                text(body, "basis"),
                text(body, "state"),
                PersonPrivacyController.day(text(body, "since")),
                text(body, "proof"),
                file(body),
                text(body, "source"));
        var changeSet = bases.say(id, said, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("change_set_id", changeSet.toString()));
    }

    static @Nullable String text(Map<String, Object> body, String name) {
        return body.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private static @Nullable UUID file(Map<String, Object> body) {
        var text = text(body, "proof_file");
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("proof_file", "problem.field.reference");
        }
    }

    @PostMapping("/api/v1/people/{id}/data-files")
    ResponseEntity<Map<String, Object>> gather(@PathVariable UUID id, Ui ui) {
        var job = files.begin(id, ui.me());
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/api/v1/data-files/" + job)
                .body(Map.of("id", job.toString(), "state", "waiting"));
    }

    @GetMapping("/api/v1/data-files/{id}")
    Map<String, Object> file(@PathVariable UUID id, Ui ui) {
        var job = files.find(id, ui.me());
        return Map.of(
                "id",
                id.toString(),
                "state",
                job.state(),
                "file",
                job.file() == null ? "" : "/api/v1/data-files/" + id + "/file");
    }

    @GetMapping("/api/v1/data-files/{id}/file")
    void fetch(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        PersonPrivacyController.send(files, id, response, ui);
    }

    @GetMapping("/api/v1/people/{id}/erasure")
    Map<String, Object> preview(@PathVariable UUID id, Ui ui) {
        var preview = erasures.preview(id, ui.me());
        return Map.of(
                "name",
                preview.name(),
                "erased",
                preview.erased(),
                "kept",
                preview.kept(),
                "twins",
                preview.twins().stream()
                        .map(twin -> Map.of("id", twin.id().toString(), "name", twin.name()))
                        .toList());
    }

    @PostMapping("/api/v1/people/{id}/erasure")
    ResponseEntity<Map<String, Object>> erase(@PathVariable UUID id, @RequestBody Map<String, Object> body, Ui ui) {
        var request = new Erasures.Request(
                text(body, "requested_by"),
                PersonPrivacyController.day(text(body, "requested_on")),
                text(body, "confirmation"));
        var erasure = erasures.begin(id, request, ui.me());
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/api/v1/erasures/" + erasure)
                .body(Map.of("id", erasure.toString(), "state", "waiting"));
    }

    @GetMapping("/api/v1/erasures")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var rows = erasures.list(cursor, limit + 1, ui.me());
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var body = new HashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(PrivacyApiController::json).toList());
        body.put("next_cursor", rows.size() > limit ? shown.getLast().id().toString() : null);
        return body;
    }

    @GetMapping("/api/v1/erasures/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        return json(erasures.find(id, ui.me()));
    }

    private static Map<String, @Nullable Object> json(Erasures.Proof proof) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", proof.id().toString());
        body.put("state", proof.state());
        body.put("requested_by", proof.requestedBy());
        body.put("requested_on", proof.requestedOn().toString());
        body.put("member", proof.member());
        body.put("counts", proof.counts());
        body.put("salt", proof.salt());
        body.put("person_hash", proof.hash());
        body.put("created_at", proof.at().toString());
        var done = proof.doneAt();
        body.put("done_at", done == null ? null : done.toString());
        return body;
    }

    @PostMapping("/api/v1/erased-contacts/lifting")
    Map<String, Object> lift(@RequestBody Map<String, Object> body, Ui ui) {
        return Map.of("lifted", contacts.lift(Objects.requireNonNullElse(text(body, "contact"), ""), ui.me()));
    }
}
