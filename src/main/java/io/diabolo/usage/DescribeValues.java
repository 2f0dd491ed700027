package io.diabolo.usage;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The values of metrics, in the API's description; the metrics themselves are described as all records are. */
@Component
@Order(29)
class DescribeValues implements ApiDescription {
    private static final String MEASURES = "/api/v1/value-metrics/{id}/measures";

    @Override
    public void describe(ApiDocument document) {
        var measure = new LinkedHashMap<String, Schema<?>>();
        measure.put("day", Shape.text("date"));
        measure.put("value", Shape.number());
        measure.put("source", Shape.choice(List.of("typed", "file", "api", "formula")));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(Shape.object(measure)));
        document.operation(GET, MEASURES, "value-metrics", document.t("api.value.list"))
                .answers(200, Shape.object(all));
        var sent = new LinkedHashMap<String, Schema<?>>();
        sent.put("day", Shape.text("date"));
        sent.put("value", Shape.number());
        document.operation(POST, MEASURES, "value-metrics", document.t("api.value.measure"))
                .takes(Shape.object(sent), "{\"day\": \"2026-11-30\", \"value\": 42.5}")
                .answers(201, Shape.object(all));
    }
}
