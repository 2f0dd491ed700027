package io.diabolo.api;

import io.diabolo.platform.Texts;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The API's description in one language while the modules write it. It says nothing of any workspace. */
public final class ApiDocument {
    static final String TITLE = "x-displayName";
    static final String SCHEMA = "x-schema";
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private final OpenAPI api;
    private final Texts texts;
    private final Locale locale;

    ApiDocument(OpenAPI api, Texts texts, Locale locale) {
        this.api = api;
        this.texts = texts;
        this.locale = locale;
        begin();
    }

    private void begin() {
        api.setInfo(new Info()
                .title("Diabolo")
                .version("v1")
                .summary(t("api.summary"))
                .description(t("api.text")));
        api.setServers(List.of(new Server().url("/")));
        api.setTags(new ArrayList<>());
        api.setPaths(new Paths());
        api.setComponents(new Components()
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(t("api.bearer")))
                .addResponses(
                        "Problem",
                        new ApiResponse()
                                .description(t("api.problem"))
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(Shape.named("Problem"))))));
        api.setSecurity(List.of(new SecurityRequirement().addList("bearer")));
        schema("Problem", problem());
    }

    private static Schema<?> problem() {
        var fault = new LinkedHashMap<String, Schema<?>>();
        fault.put("field", Shape.text());
        fault.put("message", Shape.text());
        var problem = new LinkedHashMap<String, Schema<?>>();
        problem.put("type", Shape.text("uri-reference"));
        problem.put("title", Shape.text());
        problem.put("status", Shape.whole());
        problem.put("detail", Shape.text());
        problem.put("instance", Shape.text("uri-reference"));
        problem.put("errors", Shape.listOf(Shape.object(fault)));
        problem.put("reference", Shape.text());
        return Shape.object(problem);
    }

    public String t(String key, Object... args) {
        return texts.text(locale, key, args);
    }

    public Texts texts() {
        return texts;
    }

    public Locale locale() {
        return locale;
    }

    /**
     * Begins a chapter.
     *
     * @param schema whose fields the readable page lists, or empty
     */
    public void chapter(String id, String title, String text, String schema) {
        var tag = new Tag().name(id).description(text);
        tag.addExtension(TITLE, title);
        if (!schema.isEmpty()) {
            tag.addExtension(SCHEMA, schema);
        }
        api.addTagsItem(tag);
    }

    public void schema(String name, Schema<?> schema) {
        api.getComponents().addSchemas(name, schema);
    }

    /** A parameter that several endpoints share. */
    public void parameter(String key, Parameter parameter) {
        api.getComponents().addParameters(key, parameter);
    }

    /** @param text one sentence: what the endpoint does */
    public ApiOperation operation(PathItem.HttpMethod method, String path, String chapter, String text) {
        var operation = new Operation()
                .addTagsItem(chapter)
                .summary(text)
                .operationId(operationId(method, path))
                .responses(new ApiResponses()
                        .addApiResponse("default", new ApiResponse().$ref("#/components/responses/Problem")));
        var named = IN_PATH.matcher(path);
        while (named.find()) {
            operation.addParametersItem(
                    new PathParameter().name(named.group(1)).required(true).schema(Shape.text("uuid")));
        }
        api.getPaths().computeIfAbsent(path, _ -> new PathItem()).operation(method, operation);
        return new ApiOperation(operation, this);
    }

    private static String operationId(PathItem.HttpMethod method, String path) {
        var words = path.replace("/api/v1/", "").replaceAll("[{}]", "").replaceAll("[^a-z]+", "_");
        return method.name().toLowerCase(Locale.ROOT) + "_" + words;
    }
}
