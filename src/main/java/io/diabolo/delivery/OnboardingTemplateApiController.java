package io.diabolo.delivery;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A template's steps through the API. Lists and single fields come from the records' own API. */
@RestController
class OnboardingTemplateApiController {
    private static final String STEPS = "/api/v1/onboarding-templates/{id}/steps";
    private final OnboardingTemplates templates;

    OnboardingTemplateApiController(OnboardingTemplates templates) {
        this.templates = templates;
    }

    @GetMapping(STEPS)
    ResponseEntity<Map<String, Object>> steps(
            @PathVariable UUID id, @RequestParam(name = "version", required = false) @Nullable Integer number) {
        return answer(id, number, null);
    }

    private ResponseEntity<Map<String, Object>> answer(UUID id, @Nullable Integer number, @Nullable UUID changeSet) {
        var template = templates.find(id);
        if (template == null) {
            throw new NoSuchRecord(OnboardingTemplates.TYPE, id);
        }
        var version = templates.version(id, number == null ? template.getStepsVersion() : number);
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(Map.of(
                "version",
                version.number(),
                "items",
                version.steps().stream()
                        .map(OnboardingTemplateApiController::json)
                        .toList()));
    }

    private static Map<String, @Nullable Object> json(TemplateStep step) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", step.id());
        body.put("kind", step.kind());
        body.put("side", step.side());
        body.put("role", step.role());
        body.put("days", step.days());
        body.put("due_in", step.dueIn());
        body.put("after", step.after());
        body.put("name_fr", step.nameFr());
        body.put("name_en", step.nameEn());
        body.put("asks", step.asks());
        return body;
    }

    /** A step as it is sent; what isn't said is usual. */
    record Sent(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String side,
            @Nullable String role,
            @Nullable Integer days,
            @Nullable Integer due_in,
            @Nullable List<String> after,
            @Nullable String name_fr,
            @Nullable String name_en,
            @Nullable Boolean asks) {
        TemplateStep step() {
            return new TemplateStep(
                    Objects.requireNonNullElse(id, ""),
                    Objects.requireNonNullElse(kind, "task"),
                    Objects.requireNonNullElse(side, "us"),
                    role,
                    Objects.requireNonNullElse(days, 0),
                    due_in,
                    after == null ? List.of() : List.copyOf(after),
                    Typed.words(name_fr, TemplateCheck.LONGEST_NAME + 1),
                    Typed.words(name_en, TemplateCheck.LONGEST_NAME + 1),
                    Boolean.TRUE.equals(asks));
        }
    }

    /** @param version that was read; null takes what is there */
    record Wanted(@Nullable Integer version, @Nullable List<@Nullable Sent> items) {}

    @PutMapping(STEPS)
    ResponseEntity<Map<String, Object>> save(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var items = wanted.items() == null ? List.<@Nullable Sent>of() : wanted.items();
        var steps = items.stream()
                .filter(Objects::nonNull)
                .map(one -> Objects.requireNonNull(one).step())
                .toList();
        return answer(id, null, templates.save(id, steps, wanted.version(), ui.me()));
    }
}
