package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A form's webhook in the API: what it takes from another program's JSON, opened with a new secret, closed. */
@RestController
class HookApiController {
    private static final String HOOK = "/api/v1/forms/{id}/hook";
    private final Forms forms;
    private final FormHooks hooks;

    HookApiController(Forms forms, FormHooks hooks) {
        this.forms = forms;
        this.hooks = hooks;
    }

    /** Without the secret, which nobody is shown again. */
    @GetMapping(HOOK)
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        return json(forms.get(id));
    }

    @PutMapping(HOOK)
    Map<String, @Nullable Object> open(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        Marketers.only(ui.me());
        var secret = hooks.open(id, mapping(body.get("mapping")), FormApiController.version(body), ui.me());
        var answer = json(forms.get(id));
        answer.put("secret", secret.text());
        return answer;
    }

    @DeleteMapping(HOOK)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable UUID id, Ui ui) {
        hooks.close(id, null, ui.me());
    }

    /** As the page takes it, a line for each answer. */
    private static String mapping(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> pairs)) {
            throw new BadInput("mapping", "problem.field.shape");
        }
        return pairs.entrySet().stream()
                .map(pair -> line(String.valueOf(pair.getKey()), String.valueOf(pair.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String target, String path) {
        if (target.contains("=") || (target + path).lines().count() > 1) {
            throw new BadInput("mapping", "form.fault.mapping", target);
        }
        return target + " = " + path;
    }

    private static Map<String, @Nullable Object> json(Form form) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("path", "/api/v1/hooks/" + form.key().text());
        body.put("open", form.hookSecret() != null);
        body.put("mapping", form.mapping());
        body.put("version", form.version());
        return body;
    }
}
