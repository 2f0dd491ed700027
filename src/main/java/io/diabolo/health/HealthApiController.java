package io.diabolo.health;

import io.diabolo.health.churn.ChurnPredictions.Prediction;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A customer's health in the API: now, why, and how it was. */
@RestController
class HealthApiController {
    static final String HEALTH = "/api/v1/companies/{id}/health";
    static final String MEASURE_ALL = "/api/v1/account-health/measurements";
    private final Healths healths;

    HealthApiController(Healths healths) {
        this.healths = healths;
    }

    @GetMapping(HEALTH)
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        return json(healths.of(id, ui));
    }

    @PostMapping(HEALTH + "/measurements")
    Map<String, @Nullable Object> measure(@PathVariable UUID id, Ui ui) {
        healths.measure(id, ui.me());
        return json(healths.of(id, ui));
    }

    @PostMapping(MEASURE_ALL)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> measureAll(Ui ui) {
        return Map.of("job_id", healths.measureAll(ui.me()).toString());
    }

    private static Map<String, @Nullable Object> json(Health health) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("company_id", health.company().toString());
        var now = health.now();
        body.put("score", now == null ? null : now.score());
        body.put("band", now == null ? null : now.band().id());
        body.put("change", now == null ? null : now.change());
        body.put("start", now == null ? null : now.start());
        body.put("measured_at", now == null ? null : now.measuredAt().toString());
        body.put(
                "lines",
                now == null
                        ? List.of()
                        : now.lines().stream().map(HealthApiController::json).toList());
        body.put(
                "history",
                health.history().stream().map(HealthApiController::json).toList());
        body.put("risks", health.risks().stream().map(HealthApiController::json).toList());
        var churn = health.churn();
        body.put("churn", churn == null ? null : json(churn));
        return body;
    }

    private static Map<String, Object> json(Health.Line line) {
        return Map.of(
                "rule",
                line.says(),
                "points",
                line.points(),
                "holds",
                line.holds(),
                "broken",
                line.broken(),
                "evidence",
                line.evidence().stream()
                        .map(one -> Map.of("field", one.field(), "value", one.value(), "path", one.path()))
                        .toList());
    }

    private static Map<String, Object> json(Health.Day day) {
        return Map.of(
                "day",
                day.day().toString(),
                "score",
                day.score(),
                "band",
                day.band().id(),
                "why",
                day.why().stream()
                        .map(one -> Map.of("rule", one.says(), "points", one.points(), "begins", one.begins()))
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Health.Risk risk) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", risk.id().toString());
        body.put("playbook", risk.playbook());
        body.put("reason", risk.reason());
        body.put("score", risk.score());
        body.put("opened_at", risk.openedAt().toString());
        var ended = risk.endedAt();
        body.put("ended_at", ended == null ? null : ended.toString());
        body.put("outcome", risk.outcome());
        body.put(
                "tasks",
                risk.tasks().stream()
                        .map(one -> Map.of("id", one.id().toString(), "subject", one.subject(), "done", one.done()))
                        .toList());
        return body;
    }

    private static Map<String, Object> json(Prediction churn) {
        return Map.of(
                "probability",
                churn.probability(),
                "average",
                churn.average(),
                "auc",
                churn.auc(),
                "trained_at",
                churn.trainedAt().toString(),
                "because",
                churn.because().stream()
                        .map(one -> Map.of("field", one.field(), "value", one.value(), "weight", one.weight()))
                        .toList());
    }
}
