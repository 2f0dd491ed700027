package io.diabolo.offers;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
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

/** What is done with quotes and price lists, in the API's description. */
@Component
@Order(31)
class DescribeQuotes implements ApiDescription {
    private static final String ONE = "/api/v1/quotes/{id}";
    private static final String PRICES = "/api/v1/price-lists/{id}/prices";

    @Override
    public void describe(ApiDocument document) {
        document.operation(POST, "/api/v1/quotes", "quotes", document.t("api.quote.create"))
                .takes(
                        Shape.object(Map.of(
                                "opportunity_id",
                                Shape.text("uuid"),
                                "product_ids",
                                Shape.listOf(Shape.text("uuid")),
                                "currency",
                                Shape.text())),
                        "{\"opportunity_id\": \"0198…\", \"product_ids\": []}")
                .answers(201, content());
        document.operation(GET, ONE + "/content", "quotes", document.t("api.quote.content"))
                .answers(200, content());
        document.operation(PUT, ONE + "/content", "quotes", document.t("api.quote.write"))
                .takes(
                        written(),
                        "{\"discount_percent\": \"5\", \"lines\": [{\"name\": \"Audit\", \"quantity\": \"2\", \"unit_price\": \"900\", \"vat_percent\": \"20\"}]}")
                .answers(200, content());
        document.operation(POST, ONE + "/versions", "quotes", document.t("api.quote.revise"))
                .answers(201, content());
        document.operation(GET, ComparisonController.API, "quotes", document.t("api.quote.compare"))
                .answers(200, comparison());
        document.operation(POST, ONE + "/sending", "quotes", document.t("api.quote.send"))
                .answers(200, content());
        document.operation(POST, ONE + "/acceptance", "quotes", document.t("api.quote.accept"))
                .takes(
                        acceptance(),
                        "{\"name\": \"Léa Martin\", \"file_name\": \"bon.pdf\", \"content_type\": \"application/pdf\", \"content\": \"JVBERi0=\"}")
                .answers(200, content());
        document.operation(GET, "/api/v1/approvals", "quotes", document.t("api.approvals"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(approval()))));
        document.operation(POST, "/api/v1/approvals/{id}/decision", "quotes", document.t("api.approval.decide"))
                .takes(
                        Shape.object(Map.of("approved", Shape.yesOrNo(), "reason", Shape.text())),
                        "{\"approved\": true}")
                .answersNothing();
        document.operation(POST, ONE + "/rate-confirmation", "quotes", document.t("api.quote.rate-confirmation"))
                .answers(200, content());
        document.operation(POST, ONE + "/discarding", "quotes", document.t("api.quote.discard"))
                .answersNothing();
        document.operation(GET, ContributionApiController.API, "quotes", document.t("api.quote.contributions"))
                .answers(200, contributions());
        document.operation(PUT, ContributionApiController.API + "/{role}", "quotes", document.t("api.quote.contribute"))
                .takes(
                        contribution(),
                        "{\"feasible\": \"conditions\", \"words\": \"Access before 1 March.\", \"done_on\": \"2027-04-15\", \"in_document\": true}")
                .answers(200, contributions());
        var price = Shape.object(
                Map.of("product_id", Shape.text("uuid"), "unit_price", Shape.text(), "tiers", Shape.text()));
        var prices = Shape.object(Map.of("prices", Shape.listOf(price)));
        document.operation(GET, PRICES, "price-lists", document.t("api.price-list.prices"))
                .answers(200, prices);
        document.operation(PUT, PRICES, "price-lists", document.t("api.price-list.replace"))
                .takes(
                        prices,
                        "{\"prices\": [{\"product_id\": \"0198…\", \"unit_price\": \"39\", \"tiers\": \"10: 35\"}]}")
                .answers(200, prices);
    }

    private static Schema<?> contribution() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("words", Shape.text());
        all.put("in_document", Shape.yesOrNo());
        all.put("feasible", Shape.orNull(Shape.choice(List.of("yes", "conditions", "no"))));
        all.put("start_on", Shape.orNull(Shape.text("date")));
        all.put("done_on", Shape.orNull(Shape.text("date")));
        all.put("file_name", Shape.text());
        all.put("content_type", Shape.text());
        all.put("content", Shape.text("byte"));
        return Shape.object(all);
    }

    private static Schema<?> contributions() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("role", Shape.choice(List.of("se", "ops")));
        all.put("state", Shape.choice(List.of("missing", "asked", "taken_on", "given", "outdated", "refused")));
        all.put("wanted", Shape.yesOrNo());
        all.put("words", Shape.orNull(Shape.text()));
        all.put("file_name", Shape.orNull(Shape.text()));
        all.put("in_document", Shape.yesOrNo());
        all.put("feasible", Shape.orNull(Shape.text()));
        all.put("start_on", Shape.orNull(Shape.text("date")));
        all.put("done_on", Shape.orNull(Shape.text("date")));
        all.put("given_by", Shape.orNull(Shape.text("uuid")));
        all.put("given_at", Shape.orNull(Shape.text("date-time")));
        return Shape.object(Map.of("items", Shape.listOf(Shape.object(all))));
    }

    private static Schema<?> approval() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("quote_id", Shape.text("uuid"));
        for (var name : List.of("title", "rule", "role")) {
            all.put(name, Shape.text());
        }
        all.put("asked_by", Shape.text("uuid"));
        all.put("asked_at", Shape.text("date-time"));
        all.put("due_at", Shape.orNull(Shape.text("date-time")));
        all.put("instead_of", Shape.orNull(Shape.text()));
        all.put("net", Shape.text());
        all.put("currency", Shape.text());
        all.put("discount_percent", Shape.text());
        all.put("margin_percent", Shape.orNull(Shape.text()));
        all.put("term_months", Shape.orNull(Shape.whole()));
        return Shape.object(all);
    }

    private static Schema<?> comparison() {
        var change = new LinkedHashMap<String, Schema<?>>();
        change.put("change", Shape.choice(List.of("added", "removed", "changed")));
        change.put("before", Shape.orNull(line()));
        change.put("after", Shape.orNull(line()));
        var sum = new LinkedHashMap<String, Schema<?>>();
        sum.put("period", Shape.choice(List.of("once", "month", "quarter", "year", "term")));
        sum.put("before", Shape.orNull(Shape.text()));
        sum.put("after", Shape.orNull(Shape.text()));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("before", Shape.text("uuid"));
        all.put("after", Shape.text("uuid"));
        all.put("same_lines", Shape.whole());
        all.put("lines", Shape.listOf(Shape.object(change)));
        all.put(
                "texts",
                Shape.listOf(
                        Shape.object(Map.of("field", Shape.text(), "before", Shape.text(), "after", Shape.text()))));
        all.put("totals", Shape.listOf(Shape.object(sum)));
        return Shape.object(all);
    }

    private static Schema<?> acceptance() {
        var all = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of("name", "position", "file_name", "content_type")) {
            all.put(name, Shape.text());
        }
        all.put("content", Shape.text("byte"));
        all.put("option_ids", Shape.listOf(Shape.text("uuid")));
        return Shape.object(all);
    }

    private static Schema<?> written() {
        var all = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of(
                "title",
                "language",
                "intro",
                "delivery",
                "discount_percent",
                "customer_name",
                "customer_address",
                "customer_siren",
                "recipient_name",
                "recipient_email")) {
            all.put(name, Shape.text());
        }
        all.put("term_months", Shape.orNull(Shape.whole()));
        all.put("valid_until", Shape.text("date"));
        all.put("lines", Shape.listOf(line()));
        all.put("add_product_ids", Shape.listOf(Shape.text("uuid")));
        return Shape.object(all);
    }

    private static Schema<?> line() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("kind", Shape.choice(List.of("item", "text", "bundle")));
        all.put("part_of", Shape.orNull(Shape.text("uuid")));
        all.put("each", Shape.text());
        all.put("bundle_price", Shape.orNull(Shape.choice(List.of("parts", "own"))));
        var step = new LinkedHashMap<String, Schema<?>>();
        step.put("year", Shape.whole());
        step.put("quantity", Shape.orNull(Shape.text()));
        step.put("unit_price", Shape.orNull(Shape.text()));
        var tier = new LinkedHashMap<String, Schema<?>>();
        tier.put("from", Shape.text());
        tier.put("to", Shape.orNull(Shape.text()));
        tier.put("unit_price", Shape.text());
        tier.put("quantity", Shape.text());
        tier.put("net", Shape.text());
        all.put("pricing", Shape.choice(List.of("flat", "volume", "graduated")));
        all.put("metered", Shape.yesOrNo());
        all.put("tiers", Shape.listOf(Shape.object(tier)));
        all.put("ramp", Shape.listOf(Shape.object(step)));
        for (var name : List.of(
                "name",
                "description",
                "unit",
                "quantity",
                "unit_price",
                "unit_cost",
                "discount_percent",
                "vat_percent",
                "vat_reason")) {
            all.put(name, Shape.text());
        }
        all.put("period", Shape.orNull(Shape.choice(List.of("month", "quarter", "year"))));
        all.put("optional", Shape.yesOrNo());
        return Shape.object(all);
    }

    private static Schema<?> content() {
        var sum = new LinkedHashMap<String, Schema<?>>();
        sum.put("period", Shape.orNull(Shape.text()));
        for (var name : List.of("lines", "discount", "net", "tax", "gross")) {
            sum.put(name, Shape.text());
        }
        sum.put(
                "vat",
                Shape.listOf(Shape.object(Map.of("percent", Shape.text(), "base", Shape.text(), "tax", Shape.text()))));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("opportunity_id", Shape.text("uuid"));
        all.put("number", Shape.orNull(Shape.text()));
        all.put("issue", Shape.whole());
        all.put("state", Shape.text());
        all.put("currency", Shape.text());
        all.put("lines", Shape.listOf(line()));
        all.put("totals", Shape.listOf(Shape.object(sum)));
        all.put(
                "years",
                Shape.listOf(
                        Shape.object(Map.of("year", Shape.whole(), "months", Shape.whole(), "net", Shape.text()))));
        all.put("term_net", Shape.text());
        all.put(
                "rates",
                Shape.listOf(Shape.object(Map.of(
                        "from", Shape.text(), "to", Shape.text(), "on", Shape.text("date"), "rate", Shape.text()))));
        all.put("rates_confirmed", Shape.yesOrNo());
        all.put("link", Shape.orNull(Shape.text()));
        all.put("version", Shape.whole());
        return Shape.object(all);
    }
}
