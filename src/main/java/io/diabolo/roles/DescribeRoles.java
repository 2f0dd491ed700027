package io.diabolo.roles;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

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

/** Reading titles in the API's description. */
@Component
@Order(82)
class DescribeRoles implements ApiDescription {
    private static final String CHAPTER = "title-readings";
    private static final String EXAMPLE =
            "{\"titles\": [\"Chargé·e d’affaires (H/F)\", \"Key Account Manager\", \"Inbound SDR\"]}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("TitleReading", reading());
        document.chapter(CHAPTER, document.t("roles.titles.title"), document.t("api.title-readings"), "TitleReading");
        document.operation(POST, "/api/v1/title-readings", CHAPTER, document.t("api.title-readings.post"))
                .takes(titles(), EXAMPLE)
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("TitleReading")))));
        document.operation(GET, "/api/v1/roles/{role}/search-strings", CHAPTER, document.t("api.roles.search"))
                .query("language", Shape.choice(SearchStrings.languages()), "api.roles.search.language")
                .query("country", Shape.text(), "api.roles.search.country")
                .answers(200, search());
    }

    private static Schema<?> search() {
        var search = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of("role", "language", "country", "linkedin", "general", "google")) {
            search.put(name, Shape.text());
        }
        search.put("titles", Shape.listOf(Shape.text()));
        search.put("exclusions", Shape.listOf(Shape.text()));
        return Shape.object(search);
    }

    private static Schema<?> titles() {
        var titles = Shape.listOf(Shape.text());
        titles.setMaxItems(TitleReadings.MOST);
        return Shape.object(Map.of("titles", titles));
    }

    private static Schema<?> role() {
        return Shape.choice(
                Arrays.stream(CanonicalRole.values()).map(CanonicalRole::id).toList());
    }

    private static Schema<?> reading() {
        var reading = new LinkedHashMap<String, Schema<?>>();
        reading.put("title", Shape.text());
        reading.put("role", role());
        reading.put("alternatives", Shape.listOf(role()));
        reading.put(
                "seniority",
                Shape.choice(
                        Arrays.stream(Seniority.values()).map(Seniority::id).toList()));
        reading.put("hints", Shape.listOf(Shape.text()));
        reading.put("confidence", Shape.number());
        reading.put("reason", Shape.text());
        return Shape.object(reading);
    }
}
