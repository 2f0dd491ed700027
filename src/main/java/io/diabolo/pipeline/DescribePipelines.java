package io.diabolo.pipeline;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Pipelines in the API's description. */
@Component
@Order(21)
class DescribePipelines implements ApiDescription {
    private static final String CHAPTER = "pipelines";
    private static final String ALL = "/api/v1/pipelines";
    private static final String ONE = ALL + "/{key}";
    private static final String EXAMPLE = """
            {"name": "Grands comptes", "stages": [
              {"id": "discovery", "probability": 15, "stale_after": 21},
              {"id": "proposal", "probability": 40, "sub_stages": [{"fr": "Offre envoyée", "en": "Offer sent"}],
               "asks": [{"kind": "field", "what": "close_date"}, {"kind": "rule", "what": "opportunity.amount > 0"}]},
              {"id": "closing", "probability": 70},
              {"id": "won", "probability": 100}]}""";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Pipeline", pipeline());
        document.chapter(CHAPTER, document.t("pipeline.settings"), document.t("api.pipelines"), "Pipeline");
        document.operation(GET, ALL, CHAPTER, document.t("api.pipelines.list"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("Pipeline")))));
        document.operation(POST, ALL, CHAPTER, document.t("api.pipelines.post"))
                .takes(Shape.named("Pipeline"), EXAMPLE)
                .answers(201, Shape.named("Pipeline"));
        document.operation(GET, ONE, CHAPTER, document.t("api.pipelines.get")).answers(200, Shape.named("Pipeline"));
        document.operation(PUT, ONE, CHAPTER, document.t("api.pipelines.put"))
                .takes(Shape.named("Pipeline"), EXAMPLE)
                .answers(200, Shape.named("Pipeline"));
        document.operation(DELETE, ONE, CHAPTER, document.t("api.pipelines.delete"))
                .answersNothing();
    }

    private static Schema<?> pipeline() {
        var ask = new LinkedHashMap<String, Schema<?>>();
        ask.put("kind", Shape.choice(List.of("field", "fact", "rule")));
        ask.put("what", Shape.text());
        ask.put("least", Shape.whole());
        ask.put("label", Shape.text());
        ask.put("when", Shape.text());
        var stage = new LinkedHashMap<String, Schema<?>>();
        stage.put("id", Shape.choice(Pipeline.STAGES));
        stage.put("label", words());
        stage.put("probability", Shape.whole());
        stage.put("stale_after", Shape.orNull(Shape.whole()));
        stage.put("sub_stages", Shape.listOf(words()));
        stage.put("criteria", Shape.listOf(words()));
        stage.put("guidance", words());
        stage.put("asks", Shape.listOf(Shape.object(ask)));
        var pipeline = new LinkedHashMap<String, Schema<?>>();
        pipeline.put("key", Shape.text());
        pipeline.put("name", Shape.text());
        pipeline.put("built_in", Shape.yesOrNo());
        pipeline.put("version", Shape.whole());
        pipeline.put("stages", Shape.listOf(Shape.object(stage)));
        return Shape.object(pipeline);
    }

    private static Schema<?> words() {
        var both = new LinkedHashMap<String, Schema<?>>();
        both.put("fr", Shape.text());
        both.put("en", Shape.text());
        return Shape.object(both);
    }
}
