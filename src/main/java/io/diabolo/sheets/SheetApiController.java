package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sheets of a workspace in the API. */
@RestController
class SheetApiController {
    private final SheetTemplates templates;

    SheetApiController(SheetTemplates templates) {
        this.templates = templates;
    }

    static Map<String, @Nullable Object> json(Question question) {
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

    /** One sheet; also those of interviews, which are worded in each language apart. */
    @GetMapping("/api/v1/sheets/{key}")
    Map<String, @Nullable Object> one(
            @PathVariable String key, @RequestParam(defaultValue = "") String language, Ui ui) {
        var in = language(language, ui);
        return json(templates.find(key, SheetWords.locale(in)), in);
    }

    private static String language(String asked, Ui ui) {
        if (!asked.isEmpty() && !SheetWords.LANGUAGES.contains(asked)) {
            throw new BadInput("language", "problem.field.choice");
        }
        return asked.isEmpty() ? SheetWords.language(ui.locale()) : asked;
    }

    private static Map<String, @Nullable Object> json(SheetTemplate sheet, String language) {
        var body = json(sheet);
        body.put("language", language);
        return body;
    }

    private static Map<String, @Nullable Object> json(SheetTemplate sheet) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", sheet.key());
        body.put("name", sheet.name());
        body.put("version", sheet.version());
        body.put("in_use", sheet.isUsedFor("lead"));
        body.put("used_for", sheet.usedFor());
        body.put(
                "questions",
                sheet.questions().stream().map(SheetApiController::json).toList());
        return body;
    }

    /** Writes a sheet, and chooses it for leads where {@code in_use} is true, and for what {@code used_for} names. */
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
        var language = language(body.get("language") instanceof String text ? text : "", ui);
        templates.save(key, name, questions, version, language, ui.me());
        if (Boolean.TRUE.equals(body.get("in_use"))) {
            templates.use(key, "lead", ui.me());
        }
        if (body.get("used_for") instanceof List<?> types) {
            types.forEach(type -> templates.use(key, String.valueOf(type), ui.me()));
        }
        return json(templates.find(key, SheetWords.locale(language)), language);
    }
}
