package io.diabolo.sequences;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sequences and what is done with runs, in the API's description. */
@Component
@Order(70)
class DescribeSequences implements ApiDescription {
    private static final String CHAPTER = "sequences";
    private static final String RUNS = "enrollments";
    private static final String EXAMPLE =
            "{\"name\": \"Relance\", \"steps\": [{\"kind\": \"email\", \"variants\": [{\"id\": \"a\", \"subject_fr\":"
                    + " \"Bonjour\", \"body_fr\": \"…\"}]}, {\"kind\": \"wait\", \"amount\": 2, \"unit\": \"days\"},"
                    + " {\"kind\": \"call\"}]}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Sequence", sequence());
        document.chapter(CHAPTER, document.t("sequence.many"), document.t("api.sequences"), "Sequence");
        var path = "/api/v1/sequences";
        document.operation(GET, path, CHAPTER, document.t("api.sequences"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("Sequence")))));
        document.operation(GET, path + "/{id}", CHAPTER, document.t("api.sequences"))
                .answers(200, Shape.named("Sequence"));
        document.operation(POST, path, CHAPTER, document.t("api.sequences.create"))
                .takes(Shape.named("Sequence"), EXAMPLE)
                .answers(201, Shape.named("Sequence"));
        document.operation(PUT, path + "/{id}", CHAPTER, document.t("api.sequences.save"))
                .takes(Shape.named("Sequence"), EXAMPLE)
                .answers(200, Shape.named("Sequence"));
        document.operation(PUT, path + "/{id}/state", CHAPTER, document.t("api.sequences.state"))
                .takes(Shape.object(Map.of("state", states())), "{\"state\": \"active\"}")
                .answers(200, Shape.named("Sequence"));
        document.operation(GET, path + "/{id}/figures", CHAPTER, document.t("api.sequences.figures"))
                .answers(200, figures());
        runs(document);
    }

    private static void runs(ApiDocument document) {
        var path = "/api/v1/enrollments";
        document.operation(POST, path, RUNS, document.t("api.enrollments.create"))
                .takes(asked(), "{\"sequence\": \"…\", \"leads\": [\"…\"], \"dry_run\": true}")
                .answers(201, enrolled());
        document.operation(GET, path + "/jobs/{id}", RUNS, document.t("api.enrollments.job"))
                .answers(200, enrolled());
        for (var what : List.of("pause", "resumption", "stop")) {
            document.operation(POST, path + "/{id}/" + what, RUNS, document.t("api.enrollments." + what))
                    .answers(204, Shape.object());
        }
        document.operation(POST, path + "/{id}/task", RUNS, document.t("api.enrollments.task"))
                .takes(Shape.object(Map.of("outcome", Shape.text())), "{\"outcome\": \"reached\"}")
                .answers(204, Shape.object());
    }

    private static Schema<?> states() {
        return Shape.choice(
                Arrays.stream(SequenceState.values()).map(SequenceState::id).toList());
    }

    private static Schema<?> sequence() {
        var variant = new LinkedHashMap<String, Schema<?>>();
        variant.put("id", Shape.text());
        variant.put("template", Shape.orNull(Shape.text("uuid")));
        List.of("subject_fr", "body_fr", "subject_en", "body_en").forEach(name -> variant.put(name, Shape.text()));
        var step = new LinkedHashMap<String, Schema<?>>();
        step.put("key", Shape.text());
        step.put(
                "kind",
                Shape.choice(Arrays.stream(StepKind.values()).map(StepKind::id).toList()));
        step.put("amount", Shape.whole());
        step.put("unit", Shape.choice(Step.UNITS));
        step.put("instruction", Shape.text());
        step.put("on", Shape.choice(Step.CONDITIONS));
        step.put("target", Shape.text());
        step.put("variants", Shape.listOf(Shape.object(variant)));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("state", states());
        all.put("owner_id", Shape.text("uuid"));
        all.put("window_from", Shape.text());
        all.put("window_to", Shape.text());
        all.put("away_days", Shape.whole());
        all.put("number", Shape.whole());
        all.put("version", Shape.whole());
        all.put("steps", Shape.listOf(Shape.object(step)));
        return Shape.object(all);
    }

    private static Schema<?> figures() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("whole", Shape.object());
        all.put("steps", Shape.listOf(Shape.object()));
        all.put("comparisons", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }

    private static Schema<?> asked() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("sequence", Shape.text("uuid"));
        all.put("leads", Shape.listOf(Shape.text("uuid")));
        all.put("query", Shape.text());
        all.put("target_list", Shape.text("uuid"));
        all.put("lead_owners", Shape.yesOrNo());
        all.put("dry_run", Shape.yesOrNo());
        return Shape.object(all);
    }

    private static Schema<?> enrolled() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("enrolled", Shape.whole());
        all.put("left_out", Shape.object());
        all.put("change_set", Shape.text("uuid"));
        all.put("job", Shape.text("uuid"));
        return Shape.object(all);
    }
}
