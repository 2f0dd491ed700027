package io.diabolo.qualification;

import io.diabolo.qualification.prediction.Predictions.Prediction;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A lead's score with its reasons. */
@Controller
class LeadScoreController {
    private final Scores scores;

    LeadScoreController(Scores scores) {
        this.scores = scores;
    }

    @GetMapping("/leads/{id}/score")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("qualification/score", Map.of("score", scores.of(id, ui.me())));
    }

    @GetMapping("/api/v1/leads/{id}/score")
    @ResponseBody
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        return json(scores.of(id, ui.me()));
    }

    static Map<String, @Nullable Object> json(Score score) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("lead_id", score.lead().toString());
        body.put("total", score.total());
        body.put("computed", score.computed());
        body.put("fit", score.fit());
        body.put("intent", score.intent());
        body.put("given", score.given());
        body.put("closed", score.closed());
        body.put("fit_version", score.fitVersion());
        body.put("intent_version", score.intentVersion());
        body.put("half_life_days", score.halfLife());
        body.put(
                "lines",
                score.lines().stream()
                        .map(line -> Map.of(
                                "part", line.part(),
                                "rule", line.says(),
                                "points", line.points(),
                                "worth", Math.round(line.worth() * 10) / 10.0,
                                "holds", line.holds(),
                                "touches", line.touches(),
                                "broken", line.broken()))
                        .toList());
        var prediction = score.prediction();
        body.put("prediction", prediction == null ? null : json(prediction));
        return body;
    }

    private static Map<String, Object> json(Prediction prediction) {
        return Map.of(
                "probability",
                Math.round(prediction.probability() * 1000) / 1000.0,
                "average",
                prediction.average(),
                "auc",
                prediction.auc(),
                "trained_at",
                prediction.trainedAt().toString(),
                "because",
                prediction.because().stream()
                        .map(one -> Map.of("field", one.field(), "value", one.value(), "weight", one.weight()))
                        .toList());
    }
}
