package io.diabolo.records;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
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

/** What all record types share in the API: search, changes and their undo, custom fields, exports. */
@Component
@Order(50)
class DescribeChanges implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        search(document);
        changes(document);
        customFields(document);
        exports(document);
        jobs(document);
    }

    private static void jobs(ApiDocument document) {
        var job = new LinkedHashMap<String, Schema<?>>();
        job.put("id", Shape.text("uuid"));
        job.put("kind", Shape.text());
        job.put("state", Shape.choice(List.of("waiting", "running", "done", "failed", "cancelled")));
        job.put("done", Shape.whole());
        job.put("total", Shape.whole());
        job.put("created_at", Shape.text("date-time"));
        var outcome = undone();
        outcome.put("message", Shape.text());
        outcome.put("change_set_id", Shape.orNull(Shape.text("uuid")));
        job.put("outcome", Shape.orNull(Shape.object(outcome)));
        document.schema("Job", Shape.object(job));
        document.chapter("jobs", document.t("job.many"), document.t("api.jobs"), "Job");
        document.operation(GET, "/api/v1/jobs/{id}", "jobs", document.t("api.jobs.show"))
                .answers(200, Shape.named("Job"));
    }

    /** What is told of an undo. */
    private static Map<String, Schema<?>> undone() {
        var kept = new LinkedHashMap<String, Schema<?>>();
        kept.put("type", Shape.text());
        kept.put("id", Shape.text("uuid"));
        kept.put("label", Shape.text());
        kept.put("why", Shape.choice(List.of("changed", "needed", "added", "hidden")));
        var undone = new LinkedHashMap<String, Schema<?>>();
        undone.put("change_set_id", Shape.text("uuid"));
        List.of("removed", "set_back", "kept_count").forEach(name -> undone.put(name, Shape.whole()));
        undone.put("kept", Shape.listOf(Shape.object(kept)));
        return undone;
    }

    private static Schema<?> items(String schema) {
        return Shape.object(Map.of("items", Shape.listOf(Shape.named(schema))));
    }

    private static void search(ApiDocument document) {
        var hit = new LinkedHashMap<String, Schema<?>>();
        hit.put("type", Shape.text());
        hit.put("id", Shape.text("uuid"));
        hit.put("label", Shape.text());
        hit.put("detail", Shape.text());
        hit.put("path", Shape.text("uri-reference"));
        document.schema("Hit", Shape.object(hit));
        document.chapter("search", document.t("search.title"), document.t("api.search"), "Hit");
        document.operation(GET, "/api/v1/search", "search", document.t("api.search"))
                .query("q", Shape.text(), "api.parameter.q")
                .query("type", Shape.text(), "api.search.type")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .example("q=meca")
                .answers(200, items("Hit"));
    }

    private static void changes(ApiDocument document) {
        var set = new LinkedHashMap<String, Schema<?>>();
        set.put("id", Shape.text("uuid"));
        List.of("member", "origin", "action", "title").forEach(name -> set.put(name, Shape.text()));
        List.of("created", "updated", "deleted").forEach(name -> set.put(name, Shape.whole()));
        set.put("created_at", Shape.text("date-time"));
        set.put("undone_at", Shape.orNull(Shape.text("date-time")));
        set.put("undoable", Shape.yesOrNo());
        document.schema("ChangeSet", Shape.object(set));
        document.chapter("change-sets", document.t("changes.title"), document.t("api.changes"), "ChangeSet");
        var path = "/api/v1/change-sets";
        var listed = new LinkedHashMap<String, Schema<?>>();
        listed.put("items", Shape.listOf(Shape.named("ChangeSet")));
        listed.put("next_cursor", Shape.orNull(Shape.text("uuid")));
        document.operation(GET, path, "change-sets", document.t("api.changes.list"))
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text("uuid"), "api.parameter.cursor")
                .answers(200, Shape.object(listed));
        document.operation(GET, path + "/{id}", "change-sets", document.t("api.changes.show"))
                .answers(200, Shape.named("ChangeSet"));
        document.operation(POST, path + "/{id}/reversal", "change-sets", document.t("api.changes.undo"))
                .answers(201, Shape.object(undone()))
                .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
    }

    private static void customFields(ApiDocument document) {
        var field = new LinkedHashMap<String, Schema<?>>();
        field.put("id", Shape.text("uuid"));
        field.put("key", Shape.text());
        field.put("label", Shape.text());
        field.put("kind", Shape.choice(CustomFields.KINDS));
        field.put("choices", Shape.listOf(Shape.text()));
        field.put("filterable", Shape.yesOrNo());
        field.put("reference", Shape.text());
        document.schema("CustomField", Shape.object(field));
        views(document);
        document.chapter("custom-fields", document.t("fields.title"), document.t("api.fields"), "CustomField");
        var wanted = new LinkedHashMap<>(field);
        wanted.remove("id");
        wanted.remove("filterable");
        wanted.put("type", Shape.text());
        document.schema("CustomFieldInput", Shape.object(wanted));
        var path = "/api/v1/custom-fields";
        document.operation(GET, path, "custom-fields", document.t("api.fields.list"))
                .query("type", Shape.text(), "api.fields.type")
                .example("type=companies")
                .answers(200, items("CustomField"));
        document.operation(POST, path, "custom-fields", document.t("api.fields.create"))
                .takes(
                        Shape.named("CustomFieldInput"),
                        "{\"type\": \"companies\", \"key\": \"erp\", \"label\": \"ERP\", \"kind\": \"text\"}")
                .answers(201, Shape.named("CustomField"));
        document.operation(PATCH, path + "/{id}", "custom-fields", document.t("api.fields.rename"))
                .takes(
                        Shape.object(Map.of(
                                "label",
                                Shape.text(),
                                "filterable",
                                Shape.yesOrNo(),
                                "choices",
                                Shape.listOf(Shape.text()))),
                        "{\"label\": \"ERP\", \"filterable\": true}")
                .answersNothing();
        document.operation(DELETE, path + "/{id}", "custom-fields", document.t("api.fields.retire"))
                .answersNothing();
    }

    private static void exports(ApiDocument document) {
        var export = new LinkedHashMap<String, Schema<?>>();
        export.put("id", Shape.text("uuid"));
        export.put("state", Shape.text());
        export.put("rows_done", Shape.whole());
        export.put("rows_total", Shape.whole());
        export.put("file", Shape.text("uri-reference"));
        document.schema("Export", Shape.object(export));
        document.chapter("exports", document.t("exports.title"), document.t("api.exports"), "Export");
        var wanted = new LinkedHashMap<String, Schema<?>>();
        wanted.put("type", Shape.text());
        wanted.put("query", Shape.text());
        wanted.put("format", Shape.choice(List.of("csv", "xlsx")));
        document.operation(POST, "/api/v1/exports", "exports", document.t("api.exports.create"))
                .takes(
                        Shape.object(wanted),
                        "{\"type\": \"companies\", \"query\": \"filter[country]=FR\", \"format\": \"csv\"}")
                .answers(202, Shape.named("Export"));
        document.operation(GET, "/api/v1/exports/{id}", "exports", document.t("api.exports.show"))
                .answers(200, Shape.named("Export"));
        document.operation(GET, "/api/v1/exports/{id}/file", "exports", document.t("api.exports.file"))
                .answers(200, "application/octet-stream", Shape.text("binary"));
    }

    private static void views(ApiDocument document) {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("query", Shape.text());
        all.put("shared", Shape.yesOrNo());
        all.put("mine", Shape.yesOrNo());
        document.chapter("views", document.t("api.views.title"), document.t("api.views"), "SavedView");
        document.schema("SavedView", Shape.object(all));
        var path = "/api/v1/views";
        document.operation(GET, path, "views", document.t("api.views.list"))
                .query("type", Shape.text(), "api.views.type")
                .query("q", Shape.text(), "api.parameter.q")
                .example("type=leads")
                .answers(200, items("SavedView"));
        var takes = new LinkedHashMap<String, Schema<?>>();
        takes.put("type", Shape.text());
        takes.put("name", Shape.text());
        takes.put("query", Shape.text());
        takes.put("shared", Shape.yesOrNo());
        document.operation(POST, path, "views", document.t("api.views.post"))
                .takes(
                        Shape.object(takes),
                        "{\"type\": \"leads\", \"name\": \"Mes leads du web\", \"query\":"
                                + " \"filter[owner]=me&filter[source]=Web&sort=-score\"}")
                .answers(201, Shape.named("SavedView"));
        document.operation(PATCH, path + "/{id}", "views", document.t("api.views.patch"))
                .takes(Shape.object(Map.of("name", Shape.text())), "{\"name\": \"Web\"}")
                .answers(200, Shape.named("SavedView"));
        document.operation(DELETE, path + "/{id}", "views", document.t("api.views.delete"))
                .answersNothing();
    }
}
