package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Submissions in the API: anybody sends them, members read and free them. */
@RestController
class SubmissionApiController {
    private static final int MOST = 200;
    private final Forms forms;
    private final Submissions submissions;
    private final SubmissionList list;
    private final StrangersJson json;

    SubmissionApiController(Forms forms, Submissions submissions, SubmissionList list, StrangersJson json) {
        this.forms = forms;
        this.submissions = submissions;
        this.list = list;
        this.json = json;
    }

    /** A JSON object. */
    static final class Sent extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;
    }

    /** For everybody: no token, from any site. */
    @PostMapping(
            path = "/api/v1/forms/{key}/submissions",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json"})
    ResponseEntity<Map<String, @Nullable Object>> submit(
            @PathVariable String key, InputStream sent, HttpServletRequest request, Ui ui) {
        var known = PublicFormController.key(key);
        var body = json.read(sent, Sent.class);
        var given = new LinkedHashMap<String, String>();
        flat(body.get("values")).forEach(given::put);
        flat(body.get("utm"))
                .forEach((name, value) -> given.put(name.startsWith("utm_") ? name : "utm_" + name, value));
        for (var name : List.of(FormPost.PAGE, FormPost.VISITOR, FormPost.CONSENT, FormPost.TRAP)) {
            if (body.get(name) != null) {
                given.put(name, String.valueOf(body.get(name)));
            }
        }
        return switch (submissions.receive(known, FormPost.received(given, request, ui.locale()))) {
            case Receipt.Thanks(var id, var download) ->
                answer(HttpStatus.CREATED, id, "received", download == null ? null : "/f/downloads/" + download.text());
            case Receipt.Confirm(var id) -> answer(HttpStatus.ACCEPTED, id, "awaiting", null);
            case Receipt.Refused(var faults) -> throw new BadInput(faults);
            case Receipt.Limited _ -> throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
            case Receipt.Closed _ -> throw new ResponseStatusException(HttpStatus.GONE);
        };
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, UUID id, String state, @Nullable String download) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", id.toString());
        body.put("state", state);
        body.put("download", download);
        return ResponseEntity.status(status).body(body);
    }

    /** An object of plain values; of a list its values with commas between. */
    static Map<String, String> flat(@Nullable Object given) {
        var all = new LinkedHashMap<String, String>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof List<?> some) {
                    all.put(
                            String.valueOf(name),
                            String.join(
                                    ", ", some.stream().map(Objects::toString).toList()));
                } else if (value != null) {
                    all.put(String.valueOf(name), value.toString());
                }
            });
        }
        return all;
    }

    /** For members: by the form's key or its id. */
    @GetMapping("/api/v1/forms/{key}/submissions")
    Map<String, @Nullable Object> list(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Ui ui) {
        var form = form(key);
        if (state != null && !SubmissionPage.STATES.contains(state)) {
            throw new BadInput("state", "problem.field.choice");
        }
        var most = Math.clamp(limit, 1, MOST);
        var rows = list.of(form, state, SubmissionController.cursor(cursor), most + 1, ui.me());
        var shown = rows.subList(0, Math.min(most, rows.size()));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(SubmissionApiController::json).toList());
        body.put("next_cursor", rows.size() > most ? SubmissionController.cursor(shown.getLast()) : null);
        return body;
    }

    private UUID form(String key) {
        if (key.matches("[0-9a-fA-F-]{36}")) {
            return forms.get(UUID.fromString(key)).id();
        }
        return forms.byKey(PublicFormController.key(key)).id();
    }

    @PostMapping("/api/v1/submissions/{id}/release")
    ResponseEntity<Void> free(@PathVariable UUID id, Ui ui) {
        submissions.free(id, ui.me());
        return ResponseEntity.noContent().build();
    }

    private static Map<String, @Nullable Object> json(SubmissionList.Row row) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", row.id().toString());
        body.put("form_id", row.form().toString());
        body.put("state", row.state());
        body.put("why", row.why());
        body.put("received_at", row.at().toString());
        body.put("values", row.received());
        body.put("utm", row.utm());
        body.put("page", row.page());
        body.put("consented", row.consented());
        body.put("consent_version", row.consentVersion());
        body.put("lead_id", row.lead() == null ? null : row.lead().toString());
        body.put(
                "confirmed_at",
                row.confirmedAt() == null ? null : row.confirmedAt().toString());
        body.put(
                "downloaded_at",
                row.downloadedAt() == null ? null : row.downloadedAt().toString());
        return body;
    }
}
