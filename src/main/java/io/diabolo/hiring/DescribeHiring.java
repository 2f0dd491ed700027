package io.diabolo.hiring;

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

/** What is done with job descriptions and candidates, in the API's description; themselves they are described as all records are. */
@Component
@Order(90)
class DescribeHiring implements ApiDescription {
    private static final String JOBS = "job-descriptions";
    private static final String CANDIDATES = "candidates";

    @Override
    public void describe(ApiDocument document) {
        var publication = new LinkedHashMap<String, Schema<?>>();
        publication.put("id", Shape.text("uuid"));
        publication.put("state", Shape.text());
        publication.put("link", Shape.orNull(Shape.text()));
        publication.put("published_at", Shape.orNull(Shape.text("date-time")));
        var path = "/api/v1/job-descriptions/{id}/";
        document.operation(PUT, path + "publication", JOBS, document.t("api.hiring.publish"))
                .answers(200, Shape.object(publication));
        document.operation(DELETE, path + "publication", JOBS, document.t("api.hiring.close"))
                .answers(200, Shape.object(publication));
        document.operation(POST, path + "regeneration", JOBS, document.t("api.hiring.regenerate"))
                .answers(200, Shape.object(Map.of("kept", Shape.listOf(Shape.text()))));
        document.operation(GET, path + "document", JOBS, document.t("api.hiring.document"))
                .query("format", Shape.choice(JobDescriptionController.FORMATS), "api.hiring.format")
                .answers(200, Shape.text("binary"));
        document.operation(GET, "/api/v1/candidates/{id}/data-file", CANDIDATES, document.t("api.hiring.data"))
                .answers(200, Shape.object());
        document.operation(POST, "/api/v1/candidates/{id}/erasure", CANDIDATES, document.t("api.hiring.erase"))
                .answersNothing();
    }
}
