package io.diabolo.usage;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Usage in the API's description. */
@Component
@Order(28)
class DescribeUsage implements ApiDescription {
    private static final String CHAPTER = "usage";
    private static final String USAGE = "/api/v1/usage";

    @Override
    public void describe(ApiDocument document) {
        var event = new LinkedHashMap<String, Schema<?>>();
        event.put("id", Shape.text());
        event.put("company", Shape.text("uuid"));
        event.put("external_id", Shape.text());
        event.put("domain", Shape.text());
        event.put("feature", Shape.text());
        event.put("count", Shape.whole());
        event.put("at", Shape.text("date-time"));
        var batch = new LinkedHashMap<String, Schema<?>>();
        batch.put("events", Shape.listOf(Shape.object(event)));
        var answer = new LinkedHashMap<String, Schema<?>>();
        answer.put("place", Shape.whole());
        answer.put("id", Shape.text());
        answer.put("state", Shape.choice(UsageReceipt.State.ids()));
        answer.put("field", Shape.text());
        var receipt = new LinkedHashMap<String, Schema<?>>();
        UsageReceipt.State.ids().forEach(state -> receipt.put(state, Shape.whole()));
        receipt.put("items", Shape.listOf(Shape.object(answer)));
        document.operation(POST, USAGE, CHAPTER, document.t("api.usage.take"))
                .takes(
                        Shape.object(batch),
                        "{\"events\": [{\"id\": \"e-1\", \"domain\": \"mecaval.example\", \"feature\": \"export\", \"count\": 3}]}")
                .answers(200, Shape.object(receipt));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(Shape.object()));
        document.operation(GET, USAGE, CHAPTER, document.t("api.usage.show"))
                .query("company", Shape.text("uuid"), "api.usage.company")
                .query("from", Shape.text("date"), "api.usage.from")
                .query("to", Shape.text("date"), "api.usage.to")
                .answers(200, Shape.object(all));
    }
}
