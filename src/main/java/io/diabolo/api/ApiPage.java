package io.diabolo.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The API as people read it: by chapter its endpoints, each with an example, and the fields of its records. */
public record ApiPage(List<Chapter> chapters) {
    public record Chapter(String id, String title, String text, List<Endpoint> endpoints, List<Field> fields) {}

    public record Endpoint(String method, String path, String text, List<Parameter> parameters, String example) {}

    public record Parameter(String name, String text) {}

    /** @param filters the comparisons that a filter of the list can make */
    public record Field(String name, String label, String type, boolean writable, List<String> filters) {}

    static final String FILTERS = "x-filters";

    static ApiPage of(OpenAPI api) {
        return new ApiPage(api.getTags().stream().map(tag -> chapter(tag, api)).toList());
    }

    private static Chapter chapter(Tag tag, OpenAPI api) {
        var endpoints = new ArrayList<Endpoint>();
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getTags().contains(tag.getName())) {
                        endpoints.add(endpoint(method, path, operation));
                    }
                }));
        var extensions = tag.getExtensions();
        var schema = extensions.get(ApiDocument.SCHEMA);
        return new Chapter(
                tag.getName(),
                String.valueOf(extensions.get(ApiDocument.TITLE)),
                tag.getDescription(),
                endpoints,
                schema == null
                        ? List.of()
                        : fields(Objects.requireNonNull(
                                api.getComponents().getSchemas().get(schema.toString()))));
    }

    private static Endpoint endpoint(PathItem.HttpMethod method, String path, Operation operation) {
        var parameters = Objects.requireNonNullElse(
                        operation.getParameters(), List.<io.swagger.v3.oas.models.parameters.Parameter>of())
                .stream()
                .filter(parameter ->
                        parameter.get$ref() == null && !parameter.getIn().equals("path"))
                .map(parameter -> new Parameter(parameter.getName(), parameter.getDescription()))
                .toList();
        return new Endpoint(method.name(), path, operation.getSummary(), parameters, example(method, path, operation));
    }

    /** A command to paste, once the shell knows the address and a token. */
    private static String example(PathItem.HttpMethod method, String path, Operation operation) {
        var extensions = Objects.requireNonNullElse(operation.getExtensions(), Map.<String, Object>of());
        var query = extensions.get(ApiOperation.QUERY_EXAMPLE);
        var text = new StringBuilder("curl -g ");
        if (method != PathItem.HttpMethod.GET) {
            text.append("-X ").append(method).append(' ');
        }
        text.append("\"$DIABOLO").append(path.replace("{id}", "$ID"));
        text.append(query == null ? "" : "?" + query).append("\" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        var body = operation.getRequestBody();
        if (body != null) {
            body.getContent().forEach((type, content) -> text.append(sent(type, content)));
        }
        return text.toString();
    }

    private static String sent(String type, MediaType content) {
        return type.startsWith("multipart/")
                ? " \\\n  " + content.getExample()
                : " \\\n  -H \"Content-Type: " + type + "\" \\\n  -d '" + content.getExample() + "'";
    }

    private static List<Field> fields(Schema<?> schema) {
        var fields = new ArrayList<Field>();
        schema.getProperties().forEach((name, property) -> fields.add(field(name, property)));
        return fields;
    }

    private static Field field(String name, Schema<?> property) {
        var extensions = Objects.requireNonNullElse(property.getExtensions(), Map.<String, Object>of());
        var filters = extensions.get(FILTERS) instanceof List<?> ops
                ? ops.stream().map(String::valueOf).toList()
                : List.<String>of();
        return new Field(
                name,
                Objects.requireNonNullElse(property.getDescription(), ""),
                type(property),
                !Boolean.TRUE.equals(property.getReadOnly()),
                filters);
    }

    private static String type(Schema<?> shape) {
        if (shape.getAnyOf() != null) {
            return type(shape.getAnyOf().getFirst());
        }
        if (shape.get$ref() != null) {
            return shape.get$ref().substring(shape.get$ref().lastIndexOf('/') + 1);
        }
        if (shape.getEnum() != null) {
            return String.join(
                    " | ",
                    shape.getEnum().stream()
                            .filter(Objects::nonNull)
                            .map(String::valueOf)
                            .toList());
        }
        var types = shape.getTypes() == null
                ? ""
                : shape.getTypes().stream()
                        .filter(type -> !type.equals("null"))
                        .findFirst()
                        .orElse("");
        return formatted(types, shape.getFormat(), shape.getItems());
    }

    private static String formatted(String type, @Nullable String format, @Nullable Schema<?> items) {
        if (items != null) {
            return type(items) + "[]";
        }
        return format == null ? type : type + " (" + format + ")";
    }
}
