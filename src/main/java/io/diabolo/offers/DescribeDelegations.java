package io.diabolo.offers;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who answers approvals for whom, in the API's description. */
@Component
@Order(32)
class DescribeDelegations implements ApiDescription {
    private static final String PATH = "/api/v1/approval-delegations";

    @Override
    public void describe(ApiDocument document) {
        var one = new LinkedHashMap<String, Schema<?>>();
        one.put("id", Shape.text("uuid"));
        one.put("member_id", Shape.text("uuid"));
        one.put("to_id", Shape.text("uuid"));
        one.put("from", Shape.text("date"));
        one.put("until", Shape.text("date"));
        var wish = new LinkedHashMap<>(one);
        wish.remove("id");
        document.operation(GET, PATH, "quotes", document.t("api.delegations"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.object(one)))));
        document.operation(POST, PATH, "quotes", document.t("api.delegation.give"))
                .takes(
                        Shape.object(wish),
                        "{\"to_id\": \"0198…\", \"from\": \"2026-12-21\", \"until\": \"2027-01-03\"}")
                .answers(201, Shape.object(one));
        document.operation(DELETE, PATH + "/{id}", "quotes", document.t("api.delegation.end"))
                .answersNothing();
    }
}
