package io.diabolo.configuration;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The configuration file, in the API's description. */
@Component
@Order(71)
class DescribeConfiguration implements ApiDescription {
    private static final String CHAPTER = "configuration";
    private static final String PATH = "/api/v1/configuration";
    private static final String EXAMPLE = """
            {"format": "diabolo-configuration", "version": 1, "sections": {"reasons": {"lost": {"reasons": [{"key": "price", \
            "words": {"fr": "Prix", "en": "Price"}, "aside": false}]}}}}""";

    @Override
    public void describe(ApiDocument document) {
        document.schema("ConfigurationImport", given());
        document.chapter(
                CHAPTER, document.t("api.configuration"), document.t("api.configuration.text"), "ConfigurationImport");
        document.operation(GET, PATH, CHAPTER, document.t("api.configuration.show"))
                .answers(200, file());
        document.operation(GET, PATH + "/imports", CHAPTER, document.t("api.configuration.list"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("ConfigurationImport")))));
        document.operation(POST, PATH + "/imports", CHAPTER, document.t("api.configuration.give"))
                .query("name", Shape.text(), "api.configuration.name")
                .takes(file(), EXAMPLE)
                .answers(201, Shape.named("ConfigurationImport"));
        document.operation(GET, PATH + "/imports/{id}", CHAPTER, document.t("api.configuration.one"))
                .answers(200, Shape.named("ConfigurationImport"));
        var chosen = new LinkedHashMap<String, Schema<?>>();
        chosen.put("sections", Shape.listOf(Shape.text()));
        chosen.put("fingerprint", Shape.text());
        document.operation(POST, PATH + "/imports/{id}/application", CHAPTER, document.t("api.configuration.apply"))
                .takes(Shape.object(chosen), "{\"sections\": [\"pipelines\", \"reasons\"]}")
                .answers(200, Shape.named("ConfigurationImport"));
        document.operation(GET, PATH + "/changes", CHAPTER, document.t("api.configuration.changes"))
                .query("section", Shape.text(), "api.configuration.section")
                .query("member", Shape.text("uuid"), "api.configuration.member")
                .query("from", Shape.text("date"), "api.configuration.from")
                .query("to", Shape.text("date"), "api.configuration.to")
                .query("cursor", Shape.text("uuid"), "api.configuration.cursor")
                .answers(200, Shape.object(changes()));
    }

    private static Schema<?> file() {
        var file = new LinkedHashMap<String, Schema<?>>();
        file.put("format", Shape.choice(List.of(ConfigurationFile.FORMAT)));
        file.put("version", Shape.whole());
        file.put("sections", Shape.object());
        return Shape.object(file);
    }

    private static Schema<?> given() {
        var given = new LinkedHashMap<String, Schema<?>>();
        given.put("id", Shape.text("uuid"));
        given.put("name", Shape.text());
        given.put("state", Shape.choice(List.of("compared", "applied", "undone")));
        given.put("member", Shape.text());
        given.put("at", Shape.text("date-time"));
        given.put("faults", Shape.listOf(Shape.object()));
        given.put("change_set", Shape.text("uuid"));
        given.put("sections", Shape.listOf(Shape.text()));
        given.put("kept", Shape.listOf(Shape.text()));
        given.put("fingerprint", Shape.text());
        given.put("comparison", Shape.listOf(Shape.object()));
        return Shape.object(given);
    }

    private static Map<String, Schema<?>> changes() {
        var change = new LinkedHashMap<String, Schema<?>>();
        change.put("id", Shape.text("uuid"));
        change.put("at", Shape.text("date-time"));
        List.of("member", "section", "item").forEach(name -> change.put(name, Shape.text()));
        change.put("differences", Shape.listOf(Shape.object()));
        change.put("change_set", Shape.text("uuid"));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(Shape.object(change)));
        all.put("next_cursor", Shape.text("uuid"));
        return all;
    }
}
