package io.diabolo.growth;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
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

/** Renewals and health in the API's description. */
@Component
@Order(46)
class DescribeGrowth implements ApiDescription {
    private static final String RENEWALS = "/api/v1/renewals";

    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, RENEWALS, "contracts", document.t("api.renewals"))
                .query("month", Shape.text(), "api.renewals.month")
                .query("state", Shape.choice(List.of("open", "upcoming", "won", "lost")), "api.renewals.state")
                .query("after", Shape.text(), "api.renewals.after")
                .answers(
                        200,
                        Shape.object(Map.of("items", Shape.listOf(renewal()), "next", Shape.orNull(Shape.text()))));
        document.operation(GET, RENEWALS + "/{id}", "contracts", document.t("api.renewal"))
                .answers(200, renewal());
        document.operation(PUT, RENEWALS + "/{id}/price", "contracts", document.t("api.renewal.price"))
                .takes(Shape.object(Map.of("percent", Shape.text())), "{\"percent\": \"3.5\"}")
                .answers(200, renewal());
    }

    private static Schema<?> renewal() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.orNull(Shape.text("uuid")));
        all.put("state", Shape.choice(List.of("open", "upcoming", "won", "lost")));
        all.put("contract_id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("company_id", Shape.orNull(Shape.text("uuid")));
        all.put("company", Shape.text());
        all.put("renewal_on", Shape.text("date"));
        all.put("notice_on", Shape.text("date"));
        var amount = Shape.object(Map.of("value", Shape.text(), "currency", Shape.text()));
        all.put("yearly", amount);
        all.put("offered", amount);
        all.put("percent", Shape.text());
        all.put("opportunity_id", Shape.orNull(Shape.text("uuid")));
        all.put("stage", Shape.orNull(Shape.text()));
        all.put("owner", Shape.text());
        return Shape.object(all);
    }
}
