package io.diabolo.acquisition;

import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** What other programs send to a form: always kept, as nobody sits there who could put it right. */
@RestController
class HookController {
    private final Forms forms;
    private final FormHooks hooks;
    private final Submissions submissions;
    private final StrangersJson json;

    HookController(Forms forms, FormHooks hooks, Submissions submissions, StrangersJson json) {
        this.forms = forms;
        this.hooks = hooks;
        this.submissions = submissions;
        this.json = json;
    }

    @PostMapping(
            path = "/api/v1/hooks/{key}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json"})
    ResponseEntity<Map<String, Object>> receive(
            @PathVariable String key,
            @RequestHeader(name = "Diabolo-Secret", required = false) @Nullable String secret,
            InputStream sent,
            HttpServletRequest request,
            Ui ui) {
        var known = PublicFormController.key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            var form = forms.byKey(known);
            // Who guesses at the secret is counted too, and nothing of theirs is read.
            var often = submissions.isOften(form, request.getRemoteAddr());
            if (!hooks.admits(form, secret)) {
                if (often) {
                    throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
                }
                throw new NotAllowed("hook");
            }
            var body = json.read(sent, JsonNode.class);
            var given = FormHooks.mapped(form, body);
            var received = FormPost.received(given, request, ui.locale()).with("json", body.toString());
            return switch (submissions.takeFromProgram(form, received, often)) {
                case Receipt.Thanks thanks -> answer(thanks.submission(), "received");
                case Receipt.Confirm(var id) -> answer(id, "awaiting");
                case Receipt.Limited _ -> throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
                case Receipt.Closed _ -> throw new ResponseStatusException(HttpStatus.GONE);
                case Receipt.Refused _ -> throw new IllegalStateException("what a program sends is kept");
            };
        });
    }

    private static ResponseEntity<Map<String, Object>> answer(java.util.UUID id, String state) {
        return ResponseEntity.accepted().body(Map.of("id", id.toString(), "state", state));
    }
}
