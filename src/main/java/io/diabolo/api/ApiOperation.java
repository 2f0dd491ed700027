package io.diabolo.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;

/** One endpoint while it is being described. */
public final class ApiOperation {
    static final String QUERY_EXAMPLE = "x-query-example";
    private final Operation operation;
    private final ApiDocument document;

    ApiOperation(Operation operation, ApiDocument document) {
        this.operation = operation;
        this.document = document;
    }

    /** @param textKey what the parameter does */
    public ApiOperation query(String name, Schema<?> schema, String textKey) {
        operation.addParametersItem(
                new QueryParameter().name(name).schema(schema).description(document.t(textKey)));
        return this;
    }

    public ApiOperation header(String name, String textKey) {
        operation.addParametersItem(
                new HeaderParameter().name(name).schema(Shape.text()).description(document.t(textKey)));
        return this;
    }

    /** A parameter that the document holds under this name, for several endpoints. */
    public ApiOperation shared(String name) {
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + name));
        return this;
    }

    /** @param example as JSON */
    public ApiOperation takes(Schema<?> schema, String example) {
        return takes("application/json", schema, example);
    }

    public ApiOperation takes(String mediaType, Schema<?> schema, String example) {
        var content = new MediaType().schema(schema);
        content.setExample(example);
        operation.setRequestBody(
                new RequestBody().required(true).content(new Content().addMediaType(mediaType, content)));
        return this;
    }

    /** A query that shows what the endpoint can do, for the example: {@code q=meca&limit=2}. */
    public ApiOperation example(String query) {
        operation.addExtension(QUERY_EXAMPLE, query);
        return this;
    }

    public ApiOperation answers(int status, Schema<?> schema) {
        return answers(status, "application/json", schema);
    }

    public ApiOperation answers(int status, String mediaType, Schema<?> schema) {
        answer(status).setContent(new Content().addMediaType(mediaType, new MediaType().schema(schema)));
        return this;
    }

    public ApiOperation answersNothing() {
        answer(204);
        return this;
    }

    private ApiResponse answer(int status) {
        var answer = new ApiResponse().description(document.t("api.answer." + status));
        operation.getResponses().addApiResponse(Integer.toString(status), answer);
        return answer;
    }
}
