package io.diabolo.directory.duplicates;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The review list in the API. */
@Component
@Order(45)
class DescribeDuplicates implements ApiDescription {
    private static final String PATH = "/api/v1/duplicates";
    private static final String CHAPTER = "duplicates";

    @Override
    public void describe(ApiDocument document) {
        var reason = new LinkedHashMap<String, Schema<?>>();
        reason.put("reason", Shape.text());
        reason.put("detail", Shape.text());
        reason.put("points", Shape.whole());
        reason.put("text", Shape.text());
        document.schema("DuplicateReason", Shape.object(reason));
        var pair = new LinkedHashMap<String, Schema<?>>();
        pair.put("id", Shape.text("uuid"));
        pair.put("type", Shape.choice(FindDuplicates.TYPES));
        pair.put("score", Shape.whole());
        pair.put("state", Shape.choice(DuplicatePairs.STATES));
        pair.put("reasons", Shape.listOf(Shape.named("DuplicateReason")));
        pair.put("records", Shape.listOf(Shape.object()));
        document.schema("DuplicatePair", Shape.object(pair));
        document.chapter(CHAPTER, document.t("duplicates.title"), document.t("api.duplicates"), "DuplicatePair");
        var listed = new LinkedHashMap<String, Schema<?>>();
        listed.put("items", Shape.listOf(Shape.named("DuplicatePair")));
        listed.put("next_cursor", Shape.orNull(Shape.text()));
        listed.put("count", Shape.whole());
        document.operation(GET, PATH, CHAPTER, document.t("api.duplicates.list"))
                .query("type", Shape.choice(FindDuplicates.TYPES), "api.duplicates.type")
                .query("state", Shape.choice(DuplicatePairs.STATES), "api.duplicates.state")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(200, Shape.object(listed));
        document.operation(PATCH, PATH + "/{id}", CHAPTER, document.t("api.duplicates.decide"))
                .takes(Shape.object(Map.of("state", Shape.choice(DuplicatePairs.STATES))), "{\"state\": \"different\"}")
                .answersNothing();
        document.operation(POST, PATH + "/searches", CHAPTER, document.t("api.duplicates.search"))
                .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
    }
}
