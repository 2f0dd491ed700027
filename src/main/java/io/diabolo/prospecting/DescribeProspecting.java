package io.diabolo.prospecting;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Markets, entries of lists and claims in the API's description; profiles and lists are described with the records. */
@Component
@Order(24)
class DescribeProspecting implements ApiDescription {
    private static final String LIST = "/api/v1/lists/{id}";
    private static final String CLAIM = "/api/v1/companies/{id}/claim";

    @Override
    public void describe(ApiDocument document) {
        document.operation(
                        GET, "/api/v1/target-profiles/{id}/market", "target-profiles", document.t("api.profile.market"))
                .answers(200, market());
        var page = new LinkedHashMap<String, Schema<?>>();
        page.put("items", Shape.listOf(entry()));
        page.put("next_cursor", Shape.orNull(Shape.text("uuid")));
        document.operation(GET, LIST + "/entries", "lists", document.t("api.list.entries"))
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(200, Shape.object(page));
        document.operation(POST, LIST + "/entries", "lists", document.t("api.list.put"))
                .takes(
                        Shape.object(Map.of("ids", Shape.listOf(Shape.text("uuid")))),
                        "{\"ids\": [\"019345e2-7d0c-7c7e-9a55-0d2f6f0f8a11\"]}")
                .answers(200, put());
        document.operation(DELETE, LIST + "/entries/{record}", "lists", document.t("api.list.take-off"))
                .answersNothing();
        document.operation(POST, LIST + "/refreshes", "lists", document.t("api.list.refresh"))
                .answers(200, put());
        document.operation(POST, LIST + "/leads", "lists", document.t("api.list.leads"))
                .takes(Shape.object(Map.of("owner_id", Shape.orNull(Shape.text("uuid")))), "{}")
                .answers(200, made());
        for (var plural : java.util.List.of("companies", "people")) {
            document.operation(GET, "/api/v1/" + plural + "/{id}/enrichment", plural, document.t("api.enrichment"))
                    .answers(200, Shape.object(Map.of("items", Shape.listOf(found()))));
            document.operation(
                            POST, "/api/v1/" + plural + "/{id}/enrichment", plural, document.t("api.enrichment.post"))
                    .answers(200, Shape.object(Map.of("items", Shape.listOf(found()))));
        }
        for (var answer : java.util.List.of("acceptance", "refusal")) {
            document.operation(
                            POST,
                            "/api/v1/enrichments/{id}/" + answer,
                            "companies",
                            document.t("api.enrichment." + answer))
                    .answers(200, Shape.object(Map.of("items", Shape.listOf(found()))));
        }
        document.operation(GET, CLAIM, "companies", document.t("api.claim")).answers(200, claim());
        document.operation(PUT, CLAIM, "companies", document.t("api.claim.put")).answers(201, claim());
        document.operation(DELETE, CLAIM, "companies", document.t("api.claim.delete"))
                .answersNothing();
    }

    private static Schema<?> market() {
        var coverage = new LinkedHashMap<String, Schema<?>>();
        for (var step : Coverage.values()) {
            coverage.put(step.id(), Shape.whole());
        }
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("companies", Shape.whole());
        all.put("people", Shape.whole());
        all.put("coverage", Shape.object(coverage));
        return Shape.object(all);
    }

    private static Schema<?> entry() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("company_id", Shape.orNull(Shape.text("uuid")));
        all.put("person_id", Shape.orNull(Shape.text("uuid")));
        all.put("name", Shape.text());
        all.put("added_at", Shape.text("date-time"));
        all.put("suppressed", Shape.orNull(Shape.text()));
        all.put("claimed_by", Shape.orNull(Shape.text("uuid")));
        all.put("claimed_until", Shape.orNull(Shape.text("date-time")));
        return Shape.object(all);
    }

    private static Schema<?> put() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("put", Shape.whole());
        all.put("left", Shape.whole());
        all.put("suppressed", Shape.object());
        return Shape.object(all);
    }

    private static Schema<?> made() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("made", Shape.whole());
        all.put("known", Shape.whole());
        all.put("suppressed", Shape.object());
        return Shape.object(all);
    }

    private static Schema<?> found() {
        var all = new LinkedHashMap<String, Schema<?>>();
        java.util.List.of("id", "field", "value", "source", "detail", "state")
                .forEach(name -> all.put(name, Shape.text()));
        all.put("confidence", Shape.whole());
        all.put("at", Shape.text("date-time"));
        return Shape.object(all);
    }

    private static Schema<?> claim() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("member_id", Shape.orNull(Shape.text("uuid")));
        all.put("member", Shape.orNull(Shape.text()));
        all.put("since", Shape.orNull(Shape.text("date-time")));
        all.put("until", Shape.orNull(Shape.text("date-time")));
        return Shape.object(all);
    }
}
