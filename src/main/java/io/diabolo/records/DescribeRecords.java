package io.diabolo.records;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.records.RecordField.Use;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The endpoints and fields of every record type, as it registered them; what a workspace added is {@code custom}. */
@Component
@Order(10)
class DescribeRecords implements ApiDescription {
    private final RecordTypes types;

    DescribeRecords(RecordTypes types) {
        this.types = types;
    }

    @Override
    public void describe(ApiDocument document) {
        var money = new LinkedHashMap<String, Schema<?>>();
        money.put("value", Shape.text());
        money.put("currency", Shape.text());
        document.schema("Money", Shape.object(money));
        var change = new LinkedHashMap<String, Schema<?>>();
        change.put("change_set_id", Shape.text("uuid"));
        change.put("at", Shape.text("date-time"));
        List.of("member", "origin", "field").forEach(name -> change.put(name, Shape.text()));
        List.of("from", "to").forEach(name -> change.put(name, Shape.orNull(Shape.text())));
        document.schema("FieldChange", Shape.object(change));
        document.parameter("any", conditions("any.1.filter[…]", document.t("api.parameter.any")));
        document.parameter("dates", conditions("filter[…_at]", document.t("api.parameter.day")));
        types.all().forEach(type -> describe(type, document));
    }

    private void describe(RecordType type, ApiDocument document) {
        var fields = type.fields().stream()
                .map(field -> new ListField(type, field, null))
                .toList();
        var name = schemaName(type);
        document.chapter(
                type.plural(),
                document.t("records." + type.id() + ".many"),
                document.t(type.isReadOnly() ? "api.records.read-only" : "api.records"),
                name);
        document.schema(name, record(type, fields, document));
        var filters = filters(type, fields, document);
        reading(type, name, filters, document);
        if (!type.isReadOnly()) {
            document.schema(name + "Input", input(type, fields, document));
            writing(type, name, document);
            many(type, fields, document);
        }
    }

    private static String schemaName(RecordType type) {
        return Character.toUpperCase(type.id().charAt(0)) + type.id().substring(1);
    }

    private static void reading(RecordType type, String name, List<String> filters, ApiDocument document) {
        var path = "/api/v1/" + type.plural();
        var listed = new LinkedHashMap<String, Schema<?>>();
        listed.put("items", Shape.listOf(Shape.named(name)));
        listed.put("next_cursor", Shape.orNull(Shape.text()));
        var list = document.operation(GET, path, type.plural(), document.t("api.records.list"))
                .query("q", Shape.text(), "api.parameter.q")
                .query("sort", Shape.text(), "api.parameter.sort")
                .query("columns", Shape.text(), "api.parameter.columns")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .query("filter[deleted]", Shape.yesOrNo(), "api.parameter.deleted")
                .example("sort=" + type.defaultSort() + "&limit=2")
                .answers(200, Shape.object(listed));
        var count = document.operation(GET, path + "/count", type.plural(), document.t("api.records.count"))
                .query("q", Shape.text(), "api.parameter.q")
                .query("filter[deleted]", Shape.yesOrNo(), "api.parameter.deleted")
                .answers(200, Shape.object(Map.of("count", Shape.whole())));
        for (var filter : filters) {
            list.shared(filter);
            count.shared(filter);
        }
        document.operation(GET, path + "/{id}", type.plural(), document.t("api.records.show"))
                .answers(200, Shape.named(name));
        if (!type.isReadOnly()) {
            var told = new LinkedHashMap<String, Schema<?>>();
            told.put("items", Shape.listOf(Shape.named("FieldChange")));
            told.put("next_cursor", Shape.orNull(Shape.text()));
            document.operation(GET, path + "/{id}/history", type.plural(), document.t("api.records.history"))
                    .query("field", Shape.text(), "api.parameter.field")
                    .query("limit", Shape.whole(), "api.parameter.limit")
                    .query("cursor", Shape.text("uuid"), "api.parameter.cursor")
                    .answers(200, Shape.object(told));
        }
    }

    private static Parameter conditions(String name, String text) {
        return new QueryParameter().name(name).schema(Shape.text()).description(text);
    }

    private static void writing(RecordType type, String name, ApiDocument document) {
        var path = "/api/v1/" + type.plural();
        var input = Shape.named(name + "Input");
        var first = new ListField(type, type.field(type.defaultColumns().getFirst()), null);
        var example = first.is(Use.EDIT) ? "{\"" + first.apiName() + "\": \"…\"}" : "{}";
        document.operation(POST, path, type.plural(), document.t("api.records.create"))
                .header("Idempotency-Key", "api.parameter.idempotency-key")
                .takes(input, example)
                .answers(201, Merges.isPossible(type) ? made(name) : Shape.named(name));
        var update = document.operation(PATCH, path + "/{id}", type.plural(), document.t("api.records.update"))
                .header("If-Match", "api.parameter.if-match")
                .takes(input, example)
                .answers(200, Shape.named(name));
        var delete = document.operation(DELETE, path + "/{id}", type.plural(), document.t("api.records.delete"))
                .header("If-Match", "api.parameter.if-match")
                .answersNothing();
        if (Merges.isPossible(type)) {
            merging(path, type, name, document);
            for (var write : List.of(update, delete)) {
                write.answers(409, "application/problem+json", Shape.object(Map.of("survivor_id", Shape.text("uuid"))));
            }
        }
    }

    /** As a list's bar does it: of those named, or of all that a list shows. */
    private static void many(RecordType type, List<ListField> fields, ApiDocument document) {
        var path = "/api/v1/" + type.plural();
        var which = new LinkedHashMap<String, Schema<?>>();
        which.put("ids", Shape.listOf(Shape.text("uuid")));
        which.put("query", Shape.text());
        which.put("count", Shape.whole());
        var done = new LinkedHashMap<String, Schema<?>>();
        done.put("change_set_id", Shape.text("uuid"));
        done.put("records", Shape.whole());
        var open = fields.stream()
                .filter(field -> field.is(Use.EDIT) && field.is(Use.BULK))
                .toList();
        if (!open.isEmpty()) {
            var edit = new LinkedHashMap<>(which);
            edit.put("fields", input(type, open, document));
            var example =
                    "{\"query\": \"q=…\", \"fields\": {\"" + open.getFirst().apiName() + "\": \"…\"}}";
            document.operation(POST, path + "/bulk-edits", type.plural(), document.t("api.bulk.edit"))
                    .header("Idempotency-Key", "api.parameter.idempotency-key")
                    .takes(Shape.object(edit), example)
                    .answers(201, Shape.object(done))
                    .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
        }
        document.operation(POST, path + "/bulk-deletions", type.plural(), document.t("api.bulk.delete"))
                .header("Idempotency-Key", "api.parameter.idempotency-key")
                .takes(Shape.object(which), "{\"ids\": [\"…\"]}")
                .answers(201, Shape.object(done))
                .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
    }

    private static void merging(String path, RecordType type, String name, ApiDocument document) {
        var merge = new LinkedHashMap<String, Schema<?>>();
        merge.put("loser_id", Shape.text("uuid"));
        merge.put("fields", Shape.object());
        merge.put("version", Shape.whole());
        merge.put("loser_version", Shape.whole());
        document.operation(POST, path + "/{id}/merges", type.plural(), document.t("api.merges"))
                .header("If-Match", "api.parameter.if-match")
                .header("Idempotency-Key", "api.parameter.idempotency-key")
                .takes(Shape.object(merge), "{\"loser_id\": \"…\", \"fields\": {\"phone\": \"loser\"}}")
                .answers(201, Shape.named(name));
    }

    /** With what it may double. */
    private static Schema<?> made(String name) {
        var twin = new LinkedHashMap<String, Schema<?>>();
        twin.put("id", Shape.text("uuid"));
        twin.put("name", Shape.text());
        twin.put("score", Shape.whole());
        twin.put("reasons", Shape.listOf(Shape.text()));
        return new Schema<>()
                .addAllOfItem(Shape.named(name))
                .addAllOfItem(Shape.object(Map.of("possible_duplicates", Shape.listOf(Shape.object(twin)))));
    }

    private static Schema<?> record(RecordType type, List<ListField> fields, ApiDocument document) {
        var properties = new LinkedHashMap<String, Schema<?>>();
        properties.put("id", kept(Shape.text("uuid")));
        for (var field : fields) {
            var shape = Shape.orNull(shape(field));
            shape.setDescription(field.label(document.texts(), document.locale()));
            shape.setReadOnly(field.is(Use.EDIT) ? null : Boolean.TRUE);
            if (field.is(Use.FILTER)) {
                shape.addExtension("x-filters", ops(field).stream().map(Op::id).toList());
            }
            properties.put(field.apiName(), shape);
            if (field.field().label() != null && !field.apiName().equals(field.name())) {
                properties.put(field.name() + "_name", kept(Shape.orNull(Shape.text())));
            }
        }
        if (RecordTypes.hasColumn(type, "custom")) {
            properties.put("custom", custom(document));
        }
        if (RecordTypes.hasColumn(type, "version")) {
            properties.put("version", kept(Shape.whole()));
        }
        return Shape.object(properties);
    }

    private static Schema<?> kept(Schema<?> shape) {
        shape.setReadOnly(true);
        return shape;
    }

    private static Schema<?> custom(ApiDocument document) {
        var custom = Shape.object();
        custom.setDescription(document.t("api.records.custom"));
        return custom;
    }

    private static Schema<?> input(RecordType type, List<ListField> fields, ApiDocument document) {
        var properties = new LinkedHashMap<String, Schema<?>>();
        for (var field : fields) {
            if (field.is(Use.EDIT)) {
                var shape = Shape.orNull(shape(field));
                shape.setDescription(field.label(document.texts(), document.locale()));
                properties.put(field.apiName(), shape);
            }
        }
        if (RecordTypes.hasColumn(type, "custom")) {
            properties.put("custom", custom(document));
        }
        return Shape.object(properties);
    }

    private static Schema<?> shape(ListField field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, PHONE, COUNTRY -> Shape.text();
            case EMAIL -> Shape.text("email");
            case URL -> Shape.text("uri");
            case INTEGER -> Shape.whole();
            case DECIMAL -> Shape.number();
            case BOOLEAN -> Shape.yesOrNo();
            case DATE -> Shape.text("date");
            case INSTANT -> Shape.text("date-time");
            case CHOICE -> Shape.choice(field.choices());
            case MULTI_CHOICE -> Shape.listOf(Shape.text());
            case MONEY -> Shape.named("Money");
            case REFERENCE, MEMBER -> Shape.text("uuid");
        };
    }

    /** @return the names under which the document holds the parameters */
    private List<String> filters(RecordType type, List<ListField> fields, ApiDocument document) {
        var names = new ArrayList<>(List.of("any", "dates"));
        for (var relation : types.relations(type)) {
            var name = type.plural() + ".has." + relation.name();
            var parameter = conditions("has." + relation.name(), document.t("api.parameter.has", relation.name()));
            document.parameter(name, parameter.schema(Shape.yesOrNo()));
            names.add(name);
        }
        for (var field : fields) {
            if (!field.is(Use.FILTER)) {
                continue;
            }
            for (var op : ops(field)) {
                var name = type.plural() + "." + field.apiName() + "." + op.id();
                var parameter = "filter[" + field.apiName() + "]" + (op == Op.EQ ? "" : "[" + op.id() + "]");
                document.parameter(
                        name,
                        new QueryParameter()
                                .name(parameter)
                                .schema(op == Op.EMPTY ? Shape.yesOrNo() : Shape.text())
                                .description(document.t(
                                        "api.records.filter",
                                        field.label(document.texts(), document.locale()),
                                        document.t("list.op." + op.id()))));
                names.add(name);
            }
        }
        return names;
    }

    private static List<Op> ops(ListField field) {
        return List.of(Op.values()).stream().filter(op -> op.fits(field.kind())).toList();
    }
}
