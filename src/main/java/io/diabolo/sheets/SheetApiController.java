package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sheets and their answers in the API. */
@RestController
class SheetApiController {
    private final Sheets sheets;
    private final SheetTemplates templates;

    SheetApiController(Sheets sheets, SheetTemplates templates) {
        this.sheets = sheets;
        this.templates = templates;
    }

    @GetMapping("/api/v1/leads/{id}/sheet")
    Map<String, @Nullable Object> ofLead(@PathVariable UUID id, Ui ui) {
        return json(sheets.of("lead", id, ui.me()));
    }

    @GetMapping("/api/v1/opportunities/{id}/sheet")
    Map<String, @Nullable Object> ofOpportunity(@PathVariable UUID id, Ui ui) {
        return json(sheets.of("opportunity", id, ui.me()));
    }

    @PatchMapping("/api/v1/leads/{id}/sheet")
    Map<String, @Nullable Object> answerLead(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer("lead", id, body, ui);
    }

    @PatchMapping("/api/v1/opportunities/{id}/sheet")
    Map<String, @Nullable Object> answerOpportunity(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer("opportunity", id, body, ui);
    }

    private Map<String, @Nullable Object> answer(String type, UUID id, Map<String, @Nullable Object> body, Ui ui) {
        var said = new LinkedHashMap<String, Sheets.Said>();
        body.forEach((question, given) -> {
            if (!(given instanceof Map<?, ?> answer)) {
                throw new BadInput(question, "problem.field.text");
            }
            said.put(
                    question,
                    new Sheets.Said(
                            text(answer, "value"),
                            text(answer, "said_by"),
                            text(answer, "said_on"),
                            text(answer, "source"),
                            text(answer, "note")));
        });
        sheets.answer(type, id, said, ui.me());
        return json(sheets.of(type, id, ui.me()));
    }

    private static @Nullable String text(Map<?, ?> answer, String name) {
        return answer.containsKey(name) ? Objects.toString(answer.get(name), "") : null;
    }

    @GetMapping("/api/v1/leads/{id}/sheet/{question}")
    Map<String, @Nullable Object> historyOfLead(@PathVariable UUID id, @PathVariable String question, Ui ui) {
        return Map.of("items", items(sheets.history("lead", id, question, ui.me())));
    }

    @GetMapping("/api/v1/opportunities/{id}/sheet/{question}")
    Map<String, @Nullable Object> historyOfOpportunity(@PathVariable UUID id, @PathVariable String question, Ui ui) {
        return Map.of("items", items(sheets.history("opportunity", id, question, ui.me())));
    }

    private static List<Map<String, @Nullable Object>> items(List<Answer> answers) {
        return answers.stream().map(SheetApiController::json).toList();
    }

    private static Map<String, @Nullable Object> json(Answer answer) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("value", answer.value());
        body.put("said_by", answer.saidBy());
        body.put("said_on", answer.saidOn() == null ? null : answer.saidOn().toString());
        body.put("source", answer.source());
        body.put("note", answer.note());
        body.put("member", answer.member());
        body.put("at", answer.at().toString());
        return body;
    }

    private static Map<String, @Nullable Object> json(Sheet sheet) {
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (var entry : sheet.entries()) {
            var body = json(entry.question());
            var answer = entry.answer();
            body.put("answer", answer == null ? null : json(answer));
            entries.add(body);
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("sheet", sheet.template().key());
        body.put("version", sheet.template().version());
        body.put("completeness", sheet.completeness());
        body.put("missing", sheet.missing().stream().map(Question::id).toList());
        body.put("questions", entries);
        return body;
    }

    private static Map<String, @Nullable Object> json(Question question) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", question.id());
        body.put("label", question.label());
        body.put("hint", question.hint());
        body.put("kind", question.kind());
        body.put("choices", question.choices());
        body.put("required", question.required());
        return body;
    }

    @GetMapping("/api/v1/sheets")
    Map<String, @Nullable Object> all(Ui ui) {
        return Map.of(
                "items",
                templates.all(ui.locale()).stream()
                        .map(SheetApiController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(SheetTemplate sheet) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", sheet.key());
        body.put("name", sheet.name());
        body.put("version", sheet.version());
        body.put("in_use", sheet.inUse());
        body.put(
                "questions",
                sheet.questions().stream().map(SheetApiController::json).toList());
        return body;
    }

    /** Writes a sheet, and chooses it where {@code in_use} is true. */
    @PutMapping("/api/v1/sheets/{key}")
    Map<String, @Nullable Object> save(
            @PathVariable String key, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        if (!(body.get("questions") instanceof List<?> given)) {
            throw new BadInput("questions", "sheet.fault.questions", 40);
        }
        var questions = new ArrayList<Question>();
        for (var one : given) {
            if (!(one instanceof Map<?, ?> question)) {
                throw new BadInput("questions", "sheet.fault.questions", 40);
            }
            var choices = question.get("choices") instanceof List<?> list ? list : List.of();
            questions.add(new Question(
                    Objects.toString(question.get("id"), ""),
                    Objects.toString(question.get("label"), ""),
                    Objects.toString(question.get("hint"), ""),
                    Objects.toString(question.get("kind"), "text"),
                    choices.stream().map(String::valueOf).toList(),
                    Boolean.TRUE.equals(question.get("required"))));
        }
        var version = body.get("version") instanceof Integer number ? number : null;
        var name = body.get("name") instanceof String text ? text : "";
        templates.save(key, name, questions, version, ui.me());
        if (Boolean.TRUE.equals(body.get("in_use"))) {
            templates.use(key, ui.me());
        }
        return json(templates.find(key, ui.locale()));
    }
}
