package io.diabolo.offers;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The products of an opportunity, in the API's description. */
@Component
@Order(30)
class DescribeOpportunityProducts implements ApiDescription {
    private static final String PATH = "/api/v1/opportunities/{id}/products";

    @Override
    public void describe(ApiDocument document) {
        var ids = Shape.object(Map.<String, Schema<?>>of(OpportunityProducts.KEY, Shape.listOf(Shape.text("uuid"))));
        document.operation(GET, PATH, "opportunities", document.t("api.opportunity.products"))
                .answers(200, ids);
        document.operation(PUT, PATH, "opportunities", document.t("api.opportunity.products.replace"))
                .takes(ids, "{\"product_ids\": []}")
                .answers(200, ids);
    }
}
