package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a form asks and has agreed to, in the API. */
@RestController
class FormApiController {
    private final Forms forms;

    FormApiController(Forms forms) {
        this.forms = forms;
    }

    @GetMapping("/api/v1/forms/{id}/questions")
    ResponseEntity<Map<String, @Nullable Object>> questions(@PathVariable UUID id, Ui ui) {
        return answer(id, null);
    }

    @PutMapping("/api/v1/forms/{id}/questions")
    ResponseEntity<Map<String, @Nullable Object>> ask(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        if (!(body.get("questions") instanceof List<?> given)) {
            throw new BadInput("questions", "problem.field.shape");
        }
        var asked = new ArrayList<FormQuestion>();
        for (var one : given) {
            var values = SubmissionApiController.flat(one);
            asked.add(new FormQuestion(
                    values.getOrDefault("target", ""),
                    Boolean.parseBoolean(values.getOrDefault("required", "false")),
                    values.getOrDefault("fr", ""),
                    values.getOrDefault("en", "")));
        }
        return answer(id, forms.ask(id, asked, version(body), ui.me()));
    }

    @PostMapping("/api/v1/forms/{id}/consents")
    ResponseEntity<Map<String, @Nullable Object>> agree(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer(
                id,
                forms.agree(
                        id,
                        Objects.toString(body.get("fr"), ""),
                        Objects.toString(body.get("en"), ""),
                        Boolean.TRUE.equals(body.get("required")),
                        version(body),
                        ui.me()));
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(UUID id, @Nullable UUID changeSet) {
        var form = forms.get(id);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("questions", form.questions());
        var consent = form.consent();
        body.put(
                "consent",
                consent == null
                        ? null
                        : Map.of(
                                "version", consent.version(),
                                "fr", consent.fr(),
                                "en", consent.en(),
                                "required", consent.required()));
        body.put("version", form.version());
        var answer = ResponseEntity.ok().eTag("\"" + form.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(body);
    }

    static @Nullable Integer version(Map<String, @Nullable Object> body) {
        return body.get("version") instanceof Integer number ? number : null;
    }
}
