package io.diabolo.quality;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Checks of the data, in the API's description. */
@Component
@Order(41)
class DescribeQuality implements ApiDescription {
    private static final String CHAPTER = "quality";
    private static final String PATH = "/api/v1/quality-checks";

    @Override
    public void describe(ApiDocument document) {
        var check = new LinkedHashMap<String, Schema<?>>();
        check.put("key", Shape.text());
        check.put(
                "kind",
                Shape.choice(
                        Arrays.stream(Check.Kind.values()).map(Check.Kind::id).toList()));
        List.of("name", "of", "query").forEach(name -> check.put(name, Shape.text()));
        check.put("records", Shape.orNull(Shape.whole()));
        check.put("records_a_week_ago", Shape.orNull(Shape.whole()));
        document.chapter(CHAPTER, document.t("quality.title"), document.t("api.quality"), "QualityCheck");
        document.schema("QualityCheck", Shape.object(check));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(Shape.named("QualityCheck")));
        document.operation(GET, PATH, CHAPTER, document.t("api.quality.list")).answers(200, Shape.object(all));
        var wanted = new LinkedHashMap<String, Schema<?>>();
        wanted.put("name", Shape.text());
        wanted.put("address", Shape.text());
        var made = new LinkedHashMap<String, Schema<?>>();
        made.put("key", Shape.text("uuid"));
        document.operation(POST, PATH, CHAPTER, document.t("api.quality.add"))
                .takes(
                        Shape.object(wanted),
                        "{\"name\": \"Towns missing\", \"address\": \"/companies?filter[city][empty]=true\"}")
                .answers(201, Shape.object(made));
        document.operation(DELETE, PATH + "/{id}", CHAPTER, document.t("api.quality.drop"))
                .answersNothing();
    }
}
