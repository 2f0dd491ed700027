package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The sheets of records, with their answers, in the API. */
@RestController
class AnswerApiController {
    private final Sheets sheets;
    private final Occasions occasions;

    AnswerApiController(Sheets sheets, Occasions occasions) {
        this.sheets = sheets;
        this.occasions = occasions;
    }

    @GetMapping("/api/v1/leads/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> ofLead(@PathVariable UUID id, Ui ui) {
        return shown("lead", id, null, ui);
    }

    @GetMapping("/api/v1/opportunities/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> ofOpportunity(@PathVariable UUID id, Ui ui) {
        return shown("opportunity", id, null, ui);
    }

    @GetMapping("/api/v1/interviews/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> ofInterview(@PathVariable UUID id, Ui ui) {
        return shown("interview", id, null, ui);
    }

    @PatchMapping("/api/v1/interviews/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> answerInterview(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var said = said("interview", id, body, ui);
        return shown("interview", id, sheets.answer("interview", id, said, ui.me()), ui);
    }

    /** Answers what is named; the rest stays. */
    @PatchMapping("/api/v1/leads/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> answerLead(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return shown("lead", id, sheets.answer("lead", id, said("lead", id, body, ui), ui.me()), ui);
    }

    @PatchMapping("/api/v1/opportunities/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> answerOpportunity(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var said = said("opportunity", id, body, ui);
        return shown("opportunity", id, sheets.answer("opportunity", id, said, ui.me()), ui);
    }

    /** The answers are these and no others. */
    @PutMapping("/api/v1/opportunities/{id}/sheet")
    ResponseEntity<Map<String, @Nullable Object>> replace(
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var said = said("opportunity", id, body, ui);
        return shown("opportunity", id, sheets.replace("opportunity", id, said, version(match), ui.me()), ui);
    }

    private static @Nullable Integer version(@Nullable String match) {
        if (match == null || match.strip().equals("*")) {
            return null;
        }
        var plain = match.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!plain.matches("[0-9]{1,9}")) {
            throw new BadInput("If-Match", "problem.list.etag");
        }
        return Integer.valueOf(plain);
    }

    private Map<String, Sheets.Said> said(String type, UUID id, Map<String, @Nullable Object> body, Ui ui) {
        var all = new LinkedHashMap<String, Sheets.Said>();
        body.forEach((question, given) -> {
            if (!(given instanceof Map<?, ?> answer)) {
                throw new BadInput(question, "problem.field.text");
            }
            var said = new Sheets.Said(
                    text(answer, "value"),
                    text(answer, "said_by"),
                    text(answer, "said_on"),
                    text(answer, "source"),
                    text(answer, "note"));
            var key = text(answer, "occasion");
            if (key == null || key.isEmpty()) {
                all.put(question, said);
                return;
            }
            var occasion = Occasions.chosen(occasions.of(type, id, ui), key);
            if (occasion == null) {
                throw new BadInput(question + ".occasion", "problem.field.choice");
            }
            all.put(question, Occasions.at(occasion, said));
        });
        return all;
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

    @GetMapping("/api/v1/interviews/{id}/sheet/{question}")
    Map<String, @Nullable Object> historyOfInterview(@PathVariable UUID id, @PathVariable String question, Ui ui) {
        return Map.of("items", items(sheets.history("interview", id, question, ui.me())));
    }

    private static List<Map<String, @Nullable Object>> items(List<Answer> answers) {
        return answers.stream().map(AnswerApiController::json).toList();
    }

    private static Map<String, @Nullable Object> json(Answer answer) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("value", answer.value());
        body.put("said_by", answer.saidBy());
        body.put("said_on", answer.saidOn() == null ? null : answer.saidOn().toString());
        body.put("source", answer.source());
        body.put("note", answer.note());
        body.put("occasion", answer.occasion().isEmpty() ? null : answer.occasion());
        body.put("member", answer.member());
        body.put("at", answer.at().toString());
        return body;
    }

    private ResponseEntity<Map<String, @Nullable Object>> shown(String type, UUID id, @Nullable UUID changeSet, Ui ui) {
        var sheet = sheets.of(type, id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + sheets.version(id) + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(json(sheet));
    }

    private static Map<String, @Nullable Object> json(Sheet sheet) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("sheet", sheet.template().key());
        body.put("version", sheet.template().version());
        body.put("completeness", sheet.completeness());
        body.put("missing", sheet.missing().stream().map(Question::id).toList());
        body.put(
                "questions",
                sheet.entries().stream().map(AnswerApiController::json).toList());
        body.put("known", sheet.rest().stream().map(AnswerApiController::json).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(Sheet.Entry entry) {
        var body = SheetApiController.json(entry.question());
        var answer = entry.answer();
        body.put("answer", answer == null ? null : json(answer));
        body.put("inherited", entry.inherited() != null);
        body.put(
                "earlier",
                entry.earlier().stream().map(AnswerApiController::json).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(Earlier earlier) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("sheet", earlier.sheet());
        body.put("question", earlier.question());
        body.put("answer", json(earlier.answer()));
        return body;
    }
}
