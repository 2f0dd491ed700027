package io.diabolo.surveys;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Surveys in the API: their figures and personal links. Surveys and responses themselves come from the records' own API. */
@RestController
class SurveyApiController {
    private final SurveyFigures figures;
    private final SurveyLinks links;

    SurveyApiController(SurveyFigures figures, SurveyLinks links) {
        this.figures = figures;
        this.links = links;
    }

    @GetMapping("/api/v1/survey-figures")
    Map<String, @Nullable Object> figures(@RequestParam Map<String, String> asked, Ui ui) {
        var request = SurveyPeriod.of(asked, ui).request(SurveyPeriod.kindAsked(asked.get("kind")));
        var report = figures.of(request, ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("kind", request.kind().id());
        body.put("from", request.from().toString());
        body.put("to", request.to().toString());
        body.put("asked", report.asked());
        body.put("answered", report.answered());
        body.put("response_rate", report.responseRate());
        body.put("total", json(report.total()));
        body.put("months", lines(report.months()));
        body.put("segments", lines(report.segments()));
        return body;
    }

    private static List<Map<String, @Nullable Object>> lines(List<SurveyFigures.Line> lines) {
        return lines.stream().map(SurveyApiController::json).toList();
    }

    private static Map<String, @Nullable Object> json(SurveyFigures.Line line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("group", line.group());
        body.put("answers", line.counts().answers());
        body.put("happy", line.counts().happy());
        body.put("unhappy", line.counts().unhappy());
        body.put("value", line.estimate().value());
        body.put("margin", line.estimate().margin());
        return body;
    }

    /** @param person whose link it is */
    record Wanted(@Nullable UUID person) {}

    @PostMapping("/api/v1/surveys/{id}/links")
    ResponseEntity<Map<String, String>> link(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var person = wanted.person();
        if (person == null) {
            throw new BadInput("person", "survey.fault.person");
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Map.of("link", links.make(id, person.toString(), ui.me())));
    }
}
