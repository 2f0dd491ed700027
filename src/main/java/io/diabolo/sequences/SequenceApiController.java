package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Sequences in the API. */
@RestController
class SequenceApiController {
    private final Sequences sequences;
    private final SequenceFigures figures;

    SequenceApiController(Sequences sequences, SequenceFigures figures) {
        this.sequences = sequences;
        this.figures = figures;
    }

    @GetMapping("/api/v1/sequences")
    Map<String, Object> all() {
        return Map.of(
                "items",
                sequences.all().stream().map(SequenceApiController::json).toList());
    }

    @GetMapping("/api/v1/sequences/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(@PathVariable UUID id) {
        return answer(HttpStatus.OK, sequences.find(id));
    }

    @PostMapping("/api/v1/sequences")
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        return answer(HttpStatus.CREATED, sequences.create(plan(body), ui.me()));
    }

    @PutMapping("/api/v1/sequences/{id}")
    ResponseEntity<Map<String, @Nullable Object>> save(
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            Ui ui) {
        ui.me().mayWrite();
        sequences.find(id);
        var tag = seen == null ? "" : seen.replace("\"", "").replaceFirst("^W/", "");
        var version = tag.matches("[0-9]{1,9}")
                ? Integer.valueOf(tag)
                : body.get("version") instanceof Integer number ? number : null;
        return answer(HttpStatus.OK, sequences.save(id, plan(body), version, ui.me()));
    }

    @PutMapping("/api/v1/sequences/{id}/state")
    ResponseEntity<Map<String, @Nullable Object>> become(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        sequences.find(id);
        var state = SequenceState.named(text(body.get("state")))
                .orElseThrow(() -> new BadInput("state", "problem.field.choice"));
        return answer(HttpStatus.OK, sequences.become(id, state, ui.me()));
    }

    @GetMapping("/api/v1/sequences/{id}/figures")
    Map<String, Object> figures(@PathVariable UUID id, Ui ui) {
        var one = sequences.find(id);
        var parts = figures.parts(id, ui.me());
        return Map.of(
                "whole", json(figures.whole(id, ui.me()).getOrDefault(id, SequenceFigures.Whole.NONE)),
                "steps", parts.stream().map(SequenceApiController::json).toList(),
                "comparisons",
                        SequenceFigures.comparisons(one.steps(), parts).stream()
                                .map(SequenceApiController::json)
                                .toList());
    }

    private static Map<String, Object> json(SequenceFigures.Whole of) {
        var body = new LinkedHashMap<String, Object>();
        body.put("enrolled", of.enrolled());
        body.put("under_way", of.underWay());
        body.put("contacted", of.contacted());
        body.put("sent", of.sent());
        body.put("answered", of.answered());
        body.put("meetings", of.meetings());
        body.put("bounced", of.bounced());
        body.put("opted_out", of.optedOut());
        return body;
    }

    private static Map<String, Object> json(SequenceFigures.Part part) {
        var body = new LinkedHashMap<String, Object>();
        body.put("step", part.step());
        body.put("variant", part.variant());
        body.put("sent", part.sent());
        body.put("done", part.done());
        body.put("skipped", part.skipped());
        body.put("answered", part.answered());
        body.put("meetings", part.meetings());
        body.put("bounced", part.bounced());
        body.put("opted_out", part.optedOut());
        return body;
    }

    private static Map<String, Object> json(SequenceFigures.Comparison one) {
        var all = new ArrayList<Map<String, Object>>();
        for (var i = 1; i < one.variants().size(); i++) {
            all.add(Map.of(
                    "variant", one.variants().get(i).variant(),
                    "compared_with", one.variants().getFirst().variant(),
                    "by_answers", json(one.byAnswers().get(i - 1)),
                    "by_meetings", json(one.byMeetings().get(i - 1))));
        }
        return Map.of("step", one.step(), "variants", all);
    }

    private static Map<String, Object> json(Significance.Figure figure) {
        return Map.of("verdict", figure.verdict().id(), "p", figure.p());
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(HttpStatus status, Sequence one) {
        return ResponseEntity.status(status).eTag("\"" + one.version() + "\"").body(json(one));
    }

    static Map<String, @Nullable Object> json(Sequence one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("name", one.name());
        body.put("state", one.state().id());
        body.put("owner_id", one.owner().toString());
        body.put("window_from", SequenceForm.time(one.windowFrom()));
        body.put("window_to", SequenceForm.time(one.windowTo()));
        body.put("away_days", one.awayDays());
        body.put("number", one.number());
        body.put("version", one.version());
        body.put("steps", one.steps().stream().map(SequenceApiController::json).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(Step step) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", step.key());
        body.put("kind", step.kind().id());
        switch (step.kind()) {
            case EMAIL ->
                body.put(
                        "variants",
                        step.variants().stream()
                                .map(SequenceApiController::json)
                                .toList());
            case WAIT -> {
                body.put("amount", step.amount());
                body.put("unit", step.unit());
            }
            case BRANCH -> {
                body.put("on", step.on());
                body.put("target", step.target());
            }
            case CALL, LINKEDIN, TASK -> body.put("instruction", step.instruction());
        }
        return body;
    }

    private static Map<String, @Nullable Object> json(Step.Variant one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id());
        body.put("template", one.template() == null ? null : one.template().toString());
        body.put("subject_fr", one.subjectFr());
        body.put("body_fr", one.bodyFr());
        body.put("subject_en", one.subjectEn());
        body.put("body_en", one.bodyEn());
        return body;
    }

    private static SequencePlan plan(Map<String, @Nullable Object> body) {
        var steps = new ArrayList<Step>();
        if (body.get("steps") instanceof List<?> given) {
            given.forEach(one -> steps.add(step(one instanceof Map<?, ?> step ? step : Map.of())));
        }
        return new SequencePlan(
                text(body.get("name")),
                time(body, "window_from", SequencePlan.WINDOW_FROM),
                time(body, "window_to", SequencePlan.WINDOW_TO),
                body.get("away_days") instanceof Integer days ? days : SequencePlan.AWAY_DAYS,
                steps);
    }

    private static int time(Map<String, @Nullable Object> body, String name, int usual) {
        return body.get(name) == null ? usual : SequenceForm.minutes(text(body.get(name)));
    }

    private static Step step(Map<?, ?> given) {
        var variants = new ArrayList<Step.Variant>();
        if (given.get("variants") instanceof List<?> all) {
            for (var one : all) {
                var variant = one instanceof Map<?, ?> map ? map : Map.of();
                variants.add(new Step.Variant(
                        text(variant.get("id")),
                        SequenceForm.uuid(text(variant.get("template"))),
                        text(variant.get("subject_fr")),
                        text(variant.get("body_fr")),
                        text(variant.get("subject_en")),
                        text(variant.get("body_en"))));
            }
        }
        var kind =
                StepKind.named(text(given.get("kind"))).orElseThrow(() -> new BadInput("steps", "sequence.fault.kind"));
        var key = text(given.get("key"));
        return new Step(
                key.isEmpty() ? SequenceForm.fresh(kind).key() : key,
                kind,
                given.get("amount") instanceof Integer amount ? amount : 0,
                given.get("unit") == null ? "days" : text(given.get("unit")),
                text(given.get("instruction")),
                text(given.get("on")),
                text(given.get("target")),
                variants);
    }

    static String text(@Nullable Object value) {
        return Objects.toString(value instanceof String text ? text : "", "");
    }
}
