package io.diabolo.importing;

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

/** Files in, in the API's description. */
@Component
@Order(40)
class DescribeImports implements ApiDescription {
    private static final String PATH = "/api/v1/imports";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Import", shown());
        document.chapter("imports", document.t("api.imports"), document.t("api.imports.text"), "Import");
        document.operation(POST, PATH, "imports", document.t("api.imports.create"))
                .takes("multipart/form-data", upload(), "-F file=@comptes.csv -F yes=true")
                .answers(202, Shape.named("Import"));
        document.operation(GET, PATH, "imports", document.t("api.imports.list"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("Import")))));
        document.operation(GET, PATH + "/{id}", "imports", document.t("api.imports.show"))
                .answers(200, Shape.named("Import"));
        document.operation(POST, PATH + "/{id}/answers", "imports", document.t("api.imports.answers"))
                .takes(Shape.object(), "{\"QUESTION\": \"ANSWER\"}")
                .answers(200, Shape.named("Import"));
        document.operation(PUT, PATH + "/{id}/mapping", "imports", document.t("api.imports.mapping"))
                .takes(Shape.object(), "{…}")
                .answers(200, Shape.named("Import"));
        document.operation(POST, PATH + "/{id}/application", "imports", document.t("api.imports.apply"))
                .query("dry_run", Shape.yesOrNo(), "api.imports.dry-run")
                .answers(202, Shape.named("Import"));
        document.operation(GET, PATH + "/{id}/rejects", "imports", document.t("api.imports.rejects"))
                .answers(200, Shape.text());
        document.operation(DELETE, PATH + "/{id}", "imports", document.t("api.imports.cancel"))
                .answersNothing();
    }

    private static Schema<?> upload() {
        var parts = new LinkedHashMap<String, Schema<?>>();
        parts.put("file", Shape.listOf(Shape.text("binary")));
        parts.put("mapping", Shape.text());
        List.of("yes", "dry_run", "backwards").forEach(name -> parts.put(name, Shape.yesOrNo()));
        List.of("duplicates", "missing").forEach(name -> parts.put(name, Shape.text()));
        return Shape.object(parts);
    }

    private static Schema<?> shown() {
        var shown = new LinkedHashMap<String, Schema<?>>();
        shown.put("id", Shape.text("uuid"));
        shown.put("state", Shape.text());
        shown.put("files", Shape.listOf(Shape.text()));
        var table = new LinkedHashMap<String, Schema<?>>();
        table.put("name", Shape.text());
        table.put("rows", Shape.whole());
        table.put("recognised_as", Shape.orNull(Shape.text()));
        shown.put("tables", Shape.listOf(Shape.object(table)));
        shown.put("mapping", Shape.orNull(Shape.object()));
        List.of("questions", "matches").forEach(name -> shown.put(name, Shape.listOf(Shape.object())));
        List.of("options", "progress").forEach(name -> shown.put(name, Shape.orNull(Shape.object())));
        List.of("rows", "created", "updated", "unchanged", "skipped", "rejected")
                .forEach(name -> shown.put(name, Shape.whole()));
        shown.put("change_set_id", Shape.orNull(Shape.text("uuid")));
        shown.put("rejects_url", Shape.orNull(Shape.text("uri-reference")));
        shown.put("error", Shape.orNull(Shape.text()));
        shown.put("created_at", Shape.text("date-time"));
        var found = new LinkedHashMap<String, Schema<?>>();
        found.put("searching", Shape.yesOrNo());
        found.put("pairs", Shape.object(Map.of("company", Shape.whole(), "person", Shape.whole())));
        shown.put("duplicates", Shape.orNull(Shape.object(found)));
        return Shape.object(shown);
    }
}
