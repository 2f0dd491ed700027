package io.diabolo.pipeline;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reasons of outcomes, in the API's description. */
@Component
@Order(22)
class DescribeReasons implements ApiDescription {
    private static final String PATH = "/api/v1/reasons/{kind}";

    @Override
    public void describe(ApiDocument document) {
        var reason = new LinkedHashMap<String, Schema<?>>();
        reason.put("key", Shape.text());
        reason.put("fr", Shape.text());
        reason.put("en", Shape.text());
        reason.put("aside", Shape.yesOrNo());
        var list = new LinkedHashMap<String, Schema<?>>();
        list.put("kind", Shape.choice(BuiltInReasons.KINDS));
        list.put("version", Shape.whole());
        list.put("reasons", Shape.listOf(Shape.object(reason)));
        document.operation(GET, PATH, "pipelines", document.t("api.reasons")).answers(200, Shape.object(list));
        document.operation(PUT, PATH, "pipelines", document.t("api.reasons.put"))
                .takes(
                        Shape.object(list),
                        "{\"reasons\": [{\"key\": \"price\", \"fr\": \"Prix\", \"en\": \"Price\"}, {\"fr\": \"Délai trop long\", \"en\": \"Too late\"}]}")
                .answers(200, Shape.object(list));
    }
}
